"""A social worker's day without a mouse: every stop is reached, seen, and acted on by keys."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View

pytestmark = pytest.mark.browser
FURTHEST = 200  # presses of Tab from the head of a page to what is looked for, in a full file too
STANDS_ON = "(selector) => document.activeElement.matches(selector)"
SHOWN = """
() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return ringed && inside;
}
"""
UNCOVERED = """
() => {
  const box = document.activeElement.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return document.activeElement.contains(top) || top.contains(document.activeElement);
}
"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus stands there; on the way it is always seen and never covered."""
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if where.startswith("<body"):
            continue
        assert page.evaluate(SHOWN), f"The focus is not seen on {where}"
        assert page.evaluate(UNCOVERED), f"Something covers {where}"
        if page.evaluate(STANDS_ON, selector):
            return
    message = f"No key leads to {selector}."
    raise AssertionError(message)


def enter(page: Page) -> None:
    """Press Enter on what leads to another page, and wait until that page is there."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def at_the_desk(visit) -> Callable[[], Page]:
    def sit_down() -> Page:
        visitor = visit(View("fa", "wide"))
        account = visitor.house.account("social_worker")
        page = visitor.page
        page.goto("/admin/login/")
        tab_to(page, "input[name=username]")
        page.keyboard.type(account["username"])
        tab_to(page, "input[name=password]")
        page.keyboard.type(account["password"])
        enter(page)
        return page

    return sit_down


def test_a_social_workers_day_by_keyboard_alone(at_the_desk):
    page = at_the_desk()

    # The first stop is the way past the head and the menu.
    page.keyboard.press("Tab")
    assert page.evaluate(STANDS_ON, ".skip-to-content-link")
    page.keyboard.press("Enter")
    tab_to(page, ".heap")
    tab_to(page, ".task-family a")
    enter(page)

    tab_to(page, "a[href*='-write']")
    enter(page)
    tab_to(page, "#content-main textarea")
    page.keyboard.type("سلام. فردا صبح زنگ می‌زنیم.")
    tab_to(page, ".step-submit button")
    enter(page)
    assert "فردا صبح زنگ می‌زنیم" in page.inner_text("#content")

    other = {"fa": "en", "en": "fa"}[page.get_attribute("html", "lang") or ""]
    tab_to(page, "form.language button")
    enter(page)
    assert page.get_attribute("html", "lang") == other
    tab_to(page, "details.account > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#logout-form button")
    enter(page)
    assert page.locator(".tools .account").count() == 0


def test_no_field_hides_behind_the_row_of_buttons(visit):
    page = visit(View("en", "wide"), role="national_administrator").open(
        "/admin/registry/association/1/change/"
    )

    tab_to(page, "[name=registered_on] + .day-open")
    tab_to(page, "[name=_save]")


def test_the_calendar_is_walked_with_keys_in_each_language(visit):
    for language, typed, month, chosen in (
        ("fa", "۱۴۰۵/۰۱/۳۱", "اردیبهشت ۱۴۰۵", "۱۴۰۵/۰۲/۳۱"),
        ("en", "2026-01-31", "February 2026", "2026-02-28"),
    ):
        visitor = visit(View(language, "wide"), role="national_administrator")
        page = visitor.open("/admin/registry/association/1/change/")
        field = page.locator("#id_registered_on")
        field.fill(typed)
        field.press("ArrowDown")
        page.wait_for_selector("dialog[open]")

        page.keyboard.press("PageDown")
        assert page.inner_text("dialog [data-title]") == month
        assert page.evaluate(SHOWN)
        assert faults_in_every_view(visitor, f"calendar-{language}") == []
        visitor.look_from("wide", "light")
        page.keyboard.press("Enter")

        assert field.input_value() == chosen
        assert page.locator("dialog[open]").count() == 0
        assert page.evaluate(STANDS_ON, ".day-open")


def test_a_moment_has_its_time_beside_the_day(visit):
    page = visit(View("fa", "phone"), role="prison_social_worker").open(
        "/admin/registry/prisoner/add/"
    )
    field = page.locator("#id_admitted_at")
    field.press("ArrowDown")
    page.wait_for_selector("dialog[open]")

    page.fill("dialog [data-time] input", "14:30")
    page.keyboard.press("Tab")
    page.locator("dialog [aria-current=date]").press("Enter")

    assert re.fullmatch("[۰-۹]{4}/[۰-۹]{2}/[۰-۹]{2} ۱۴:۳۰", field.input_value())


def test_escape_leaves_the_field_as_it_was(visit):
    page = visit(View("fa", "phone"), role="national_administrator").open(
        "/admin/registry/association/1/change/"
    )
    before = page.locator("#id_registered_on").input_value()
    page.locator("#id_registered_on + .day-open").press("Enter")
    page.wait_for_selector("dialog[open]")

    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")

    assert page.locator("dialog[open]").count() == 0
    assert page.locator("#id_registered_on").input_value() == before
