"""On a phone, with a thumb: a family registers, and a social worker takes a step."""

from urllib.parse import urlsplit

import pytest

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


def test_a_family_registers_with_a_thumb(visit, house):
    visitor = visit(View("fa", "phone"))
    page = visitor.open(urlsplit(house.demo["invitations"][-1]).path)

    def go_on(name: str) -> None:
        """Look at the page as it is filled in, and send it."""
        assert visitor.examine(f"journey-{name}") == []
        assert page.evaluate(TOO_SMALL, SMALLEST) == []
        with page.expect_navigation():
            page.locator("main form button, main .actions .button").last.tap()

    go_on("welcome")
    page.locator("label", has=page.locator("[name=case_services]")).tap()
    go_on("consent")
    page.locator("[name=phone]").fill("۰۹۱۲ ۱۲۳ ۴۵۶۷")
    page.locator("[name=county]").select_option(index=30)
    page.locator("[name=address]").fill("کوچه مهر، پلاک ۳")
    go_on("home")
    page.locator("[name=relation]").first.select_option("spouse")
    page.locator("label", has=page.locator("[name=income_reaches]")).last.tap()
    go_on("prisoner")
    page.locator("[name=first_name]").fill("زهرا")
    page.locator("[name=last_name]").fill("احمدی")
    page.locator("[name=birth]").fill("۱۳۶۹/۲/۱۱")
    page.locator("label", has=page.locator("[name=sex]")).first.tap()
    go_on("member")
    with page.expect_navigation():
        page.locator(".actions .button").tap()
    page.locator("label", has=page.locator("[name=economic]")).first.tap()
    go_on("needs")
    go_on("review")

    assert page.locator(".card.key .code").count() == 2
    assert visitor.examine("journey-done") == []


def test_a_social_worker_takes_a_step_with_a_thumb(visit):
    visitor = visit(View("fa", "phone"), role="social_worker")
    page = visitor.open("/admin/")
    page.locator(".task-family a").first.tap()
    page.wait_for_url("**/change/**")

    page.locator("a[href*='/write/']").first.tap()
    page.wait_for_url("**/write/**")
    assert page.evaluate(TOO_SMALL, SMALLEST) == []
    page.locator("#content-main textarea").fill("سلام. مدارک رسید.")
    page.locator(".step-submit button").tap()
    page.wait_for_url("**/change/**")

    assert "مدارک رسید" in page.inner_text("#content")
    assert visitor.examine("journey-file") == []
