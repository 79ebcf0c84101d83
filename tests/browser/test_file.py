"""A file is edited where it is read: by thumb on a phone, by keys at a desk."""

import pytest

from tests.browser.asked import WIDER_THAN_ITS_WINDOW
from tests.browser.looking import View

pytestmark = pytest.mark.browser
FIRST_FILE = "#result_list tbody th a"
SEND = "#contact .step-submit button"


def test_a_section_is_edited_at_its_place_by_thumb(visit):
    worker = visit(View("fa", "phone"), role="social_worker")
    page = worker.open("/admin/registry/family/")
    worker.press(FIRST_FILE)

    worker.press("#contact .section-edit")
    assert page.evaluate(WIDER_THAN_ITS_WINDOW) == []
    page.locator("#contact [name=phone]").fill("۱۲")
    page.locator("#contact [name=address]").fill("کوچه لاله، پلاک ۷")
    worker.press(SEND)
    assert page.locator("#contact .step-error").count() == 1
    assert page.locator("#contact [name=address]").input_value() == "کوچه لاله، پلاک ۷"
    page.locator("#contact [name=phone]").fill("۰۹۳۵۱۱۱۲۲۳۳")
    worker.press(SEND)

    assert page.locator("#contact").evaluate("(card) => card.matches(':target')")
    assert "کوچه لاله، پلاک ۷" in page.inner_text("#contact")


def test_another_language_is_asked_about_where_something_typed_would_be_lost(visit):
    worker = visit(View("en", "wide"), role="social_worker")
    page = worker.open("/admin/registry/family/")
    worker.press(FIRST_FILE)
    worker.press("#contact .section-edit")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))

    page.locator("#contact [name=address]").fill("7 Laleh Alley")
    page.locator(".tools .language button").click()

    assert ["would be lost" in question for question in asked] == [True]
    assert page.locator("#contact [name=address]").input_value() == "7 Laleh Alley"
    page.locator("#contact [name=address]").evaluate("(field) => field.form.reset()")
    worker.press(".tools .language button")
    assert page.get_attribute("html", "lang") == "fa"
    assert len(asked) == 1


def test_escape_leaves_a_section_as_it_was(visit):
    worker = visit(View("en", "wide"), role="social_worker")
    page = worker.open("/admin/registry/family/")
    worker.press(FIRST_FILE)
    before = page.inner_text("#means .facts")
    worker.press("#means .section-edit")
    page.locator("#means [name=income_rial]").fill("1")

    with worker.leaving():
        page.keyboard.press("Escape")

    assert page.url.endswith("/change/#means")
    assert page.inner_text("#means .facts") == before
