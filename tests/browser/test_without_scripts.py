"""An old phone, a strict browser: the road of the office needs no JavaScript."""

import pytest

from tests.browser.looking import View

pytestmark = pytest.mark.browser


def test_a_social_worker_walks_the_road_without_scripts(visit):
    worker = visit(View("fa", "phone"), scripts=False)
    page = worker.page
    worker.log_in(worker.house.account("social_worker"))
    worker.open("/admin/")

    # From the start page's cartable to a file, by the menu's panel and a plain search.
    page.locator("details.menu-phone > summary").click()
    page.locator("details.menu-phone a[href='/admin/registry/family/']").click()
    page.locator("#result_list tbody th a").first.click()
    assert page.locator(".file-code").count() == 1

    # A step: write to the family.
    page.locator("a[href*='-write']").first.click()
    page.locator("#conversation textarea").fill("سلام. فردا تماس می‌گیریم.")
    page.locator("#conversation .step-submit button").click()
    assert "فردا تماس می‌گیریم" in page.content()

    # The language, and the way out.
    page.locator("form.language button").first.click()
    assert page.get_attribute("html", "lang") == "en"
    page.locator("details.account > summary").click()
    page.locator("#logout-form button").click()
    assert page.get_attribute("html", "lang") in ("en", "fa")
