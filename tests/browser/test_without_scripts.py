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
    worker.press("details.menu-phone a[href='/admin/registry/family/']")
    worker.press("#result_list tbody th a")
    assert page.locator(".file-code").count() == 1

    # A step: write to the family.
    worker.press("a[href*='-write']")
    page.locator("#conversation textarea").fill("سلام. فردا تماس می‌گیریم.")
    worker.press("#conversation .step-submit button")
    assert "فردا تماس می‌گیریم" in page.inner_text("#conversation")

    # The language, and the way out.
    worker.press("form.language button")
    assert page.get_attribute("html", "lang") == "en"
    page.locator("details.account > summary").click()
    worker.press("#logout-form button")
    assert page.locator(".tools .account").count() == 0
