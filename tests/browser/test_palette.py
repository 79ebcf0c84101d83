"""The search box as a palette: by keyboard alone, in both directions of writing."""

import pytest

from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View

pytestmark = pytest.mark.browser
VIEWS = [View("fa", "wide"), View("en", "phone", "dark")]


def title_of_chosen(page):
    chosen = page.get_attribute("#find-words", "aria-activedescendant")
    return page.locator(f"#{chosen} .find-title").inner_text() if chosen else ""


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_family_is_found_and_opened_without_a_mouse(visit, view):
    visitor = visit(view, role="social_worker")
    page = visitor.open("/admin/registry/family/")
    name = page.locator("#result_list tbody th a").first.inner_text()
    visitor.open("/admin/")

    page.keyboard.press("Control+k")
    page.keyboard.type(name)
    page.wait_for_selector("#find-options [role=option]")

    assert faults_in_every_view(visitor, "palette") == []
    page.keyboard.press("ArrowDown")
    assert title_of_chosen(page) == name
    page.keyboard.press("Enter")
    page.wait_for_url("**/registry/family/*/change/")
    assert name in page.inner_text("main")


def test_a_slash_opens_it_escape_closes_it_and_a_page_is_jumped_to(visit):
    visitor = visit(View("en", "wide"), role="prison_social_worker")
    page = visitor.open("/admin/")

    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find-words"
    page.keyboard.type("add prisoners")
    page.wait_for_selector("#find-options [role=option]")
    page.keyboard.press("Escape")
    assert page.get_attribute("#find-words", "aria-expanded") == "false"

    page.keyboard.press("Control+k")
    page.wait_for_selector("#find-options [role=option]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/registry/prisoner/add/")


def test_without_a_choice_enter_leads_to_the_page_of_results(visit):
    visitor = visit(View("fa", "wide"), role="social_worker")
    page = visitor.open("/admin/")

    page.keyboard.press("Control+k")
    page.keyboard.type("1405")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/find/?q=*")

    assert faults_in_every_view(visitor, "found") == []
