"""A file is edited where it is read: by thumb on a phone, by keys at a desk."""

import re

import pytest

from tests.browser.asked import WIDER_THAN_ITS_WINDOW
from tests.browser.looking import View

pytestmark = pytest.mark.browser
FIRST_FILE = "#result_list tbody th a"


def test_a_section_is_edited_at_its_place_by_thumb(visit):
    page = visit(View("fa", "phone"), role="social_worker").open("/admin/registry/family/")
    page.locator(FIRST_FILE).first.click()

    page.locator("#contact .section-edit").click()
    page.wait_for_url("**/change/?open=**")
    assert page.evaluate(WIDER_THAN_ITS_WINDOW) == []
    page.locator("#contact [name=phone]").fill("۱۲")
    page.locator("#contact [name=address]").fill("کوچه لاله، پلاک ۷")
    page.locator("#contact .step-submit button").click()
    page.wait_for_selector("#contact .step-error")
    assert page.locator("#contact [name=address]").input_value() == "کوچه لاله، پلاک ۷"
    page.locator("#contact [name=phone]").fill("۰۹۳۵۱۱۱۲۲۳۳")
    page.locator("#contact .step-submit button").click()

    page.wait_for_url("**/change/#contact")
    assert page.locator("#contact").evaluate("(card) => card.matches(':target')")
    assert "کوچه لاله، پلاک ۷" in page.inner_text("#contact")


def test_another_language_is_asked_about_where_something_typed_would_be_lost(visit):
    page = visit(View("en", "wide"), role="social_worker").open("/admin/registry/family/")
    page.locator(FIRST_FILE).first.click()
    page.locator("#contact .section-edit").click()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))

    page.locator("#contact [name=address]").fill("7 Laleh Alley")
    page.locator(".tools .language button").click()

    assert ["would be lost" in question for question in asked] == [True]
    assert page.locator("#contact [name=address]").input_value() == "7 Laleh Alley"
    page.locator("#contact [name=address]").evaluate("(field) => field.form.reset()")
    page.locator(".tools .language button").click()
    page.wait_for_selector("html[lang=fa]")
    assert len(asked) == 1


def test_escape_leaves_a_section_as_it_was(visit):
    page = visit(View("en", "wide"), role="social_worker").open("/admin/registry/family/")
    page.locator(FIRST_FILE).first.click()
    before = page.inner_text("#means .facts")
    page.locator("#means .section-edit").click()
    page.locator("#means [name=income_rial]").fill("1")

    page.keyboard.press("Escape")

    page.wait_for_url(re.compile(r"/change/#means$"))
    assert page.inner_text("#means .facts") == before
