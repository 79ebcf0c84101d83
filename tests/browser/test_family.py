"""What a family sees, in every view: on the sheet's link, and in its own file."""

from urllib.parse import urlsplit

import pytest

from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View

pytestmark = pytest.mark.browser
STEPS = ("", "consent/", "home/")
OWN_FILE = ("file", "messages", "changes", "changes/person", "consents")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_link_of_the_sheet_opens_whole_pages(visit, house, language):
    visitor = visit(View(language))
    link = urlsplit(house.demo["invitations"][0]).path

    for step in STEPS:
        visitor.open(f"{link}{step}")
        name = f"registration-{step.strip('/') or 'first'}"
        assert faults_in_every_view(visitor, name) == [], name


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_familys_own_file_is_whole(visit, house, language):
    visitor = visit(View(language))
    key = house.demo["families"][0]

    page = visitor.open("/f/")
    assert faults_in_every_view(visitor, "file-door") == []
    page.fill("[name=code]", key["tracking_code"])
    page.fill("[name=pin]", key["pin"])
    visitor.press("main form button")
    for name in OWN_FILE:
        visitor.open(f"/f/{name}/")
        assert faults_in_every_view(visitor, f"own-{name.replace('/', '-')}") == [], name


@pytest.mark.parametrize("scripts", [True, False])
def test_the_other_language_keeps_what_is_typed_and_enter_sends_the_page(visit, house, scripts):
    visitor = visit(View("fa", "phone"), scripts=scripts)
    link = urlsplit(house.demo["invitations"][0]).path
    page = visitor.open(f"{link}home/")
    page.fill("[name=address]", "کوچه مهر، پلاک ۳")

    visitor.press(".tools button[lang=en]")
    assert page.get_attribute("html", "lang") == "en"
    assert page.input_value("[name=address]") == "کوچه مهر، پلاک ۳"
    assert page.locator(".problems").count() == 0

    with visitor.leaving():
        page.locator("[name=phone]").press("Enter")
    assert page.get_attribute("html", "lang") == "en"
    assert page.locator(".problems").count() == 1
