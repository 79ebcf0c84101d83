"""On a phone, with a thumb: a family registers, and a social worker takes a step."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.asked import WIDER_THAN_ITS_WINDOW
from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View

pytestmark = pytest.mark.browser
SMALLEST = 24  # a target a thumb can hit (WCAG 2.5.8)
TOO_SMALL = """
(least) => [...document.querySelectorAll("button, select, input:not([type=hidden]), a.button")]
  .filter((element) => element.checkVisibility())
  .map((element) => [element, (element.closest("label") ?? element).getBoundingClientRect()])
  .filter(([element, box]) => box.width && (box.width < least || box.height < least))
  .map(([element]) => element.outerHTML.slice(0, 100))
"""


@pytest.fixture
def thumb(visit, house) -> Callable[[str], Page]:
    """`thumb("consent")` looks at the page as it is filled in, and sends it."""
    visitor = visit(View("fa", "phone"))
    page: Page = visitor.open(urlsplit(house.demo["invitations"][-1]).path)

    def go_on(name: str) -> Page:
        assert visitor.faults == [], name
        assert page.evaluate(WIDER_THAN_ITS_WINDOW) == [], name
        assert page.evaluate(TOO_SMALL, SMALLEST) == [], name
        with page.expect_navigation():
            page.locator("main .actions button, main .actions .button").first.tap()
        return page

    return go_on


def tap(page: Page, field: str, which: int = 0) -> None:
    page.locator("label", has=page.locator(f"[name={field}]")).nth(which).tap()


def test_a_family_registers_with_a_thumb(thumb):
    page = thumb("welcome")
    tap(page, "case_services")
    thumb("consent")
    page.locator("[name=phone]").fill("۰۹۱۲ ۱۲۳ ۴۵۶۷")
    page.locator("[name=county]").select_option(index=30)
    page.locator("[name=address]").fill("کوچه مهر، پلاک ۳")
    thumb("home")
    page.locator("[name=relation]").first.select_option("spouse")
    tap(page, "income_reaches", -1)
    thumb("prisoner")
    page.locator("[name=first_name]").fill("زهرا")
    page.locator("[name=last_name]").fill("احمدی")
    page.locator("[name=birth]").fill("۱۳۶۹/۲/۱۱")
    tap(page, "sex")
    thumb("member")
    with page.expect_navigation():
        page.locator(".actions .button").tap()
    tap(page, "economic")
    thumb("needs")
    thumb("review")

    assert page.locator(".card.key .code").count() == 2


def test_a_social_worker_takes_a_step_with_a_thumb(visit):
    visitor = visit(View("fa", "phone"), role="social_worker")
    page = visitor.open("/admin/")
    page.locator(".task-family a").first.tap()
    page.wait_for_url("**/change/**")

    page.locator("a[href*='-write']").first.tap()
    page.wait_for_url("**/change/?open=**")
    assert page.evaluate(TOO_SMALL, SMALLEST) == []
    page.locator("#content-main textarea").fill("سلام. مدارک رسید.")
    page.locator(".step-submit button").tap()
    page.wait_for_url("**/change/#conversation")

    assert "مدارک رسید" in page.inner_text("#content")
    assert faults_in_every_view(visitor, "journey-file") == []
