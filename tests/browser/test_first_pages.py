"""The pages before the login, as a person sees them and as an examiner does."""

import pytest

from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize(
    ("path", "name", "status"),
    [("/", "front", 200), ("/admin/login/", "login", 200), ("/nothing/", "not-found", 404)],
)
def test_a_first_page_is_whole_in_every_view(visit, language, path, name, status):
    visitor = visit(View(language))

    visitor.open(path, expect=status)

    assert faults_in_every_view(visitor, name) == []


def test_a_visitor_changes_the_language_with_one_press(visit):
    visitor = visit(View("fa"))
    page = visitor.open("/")

    visitor.press("button:has-text('English')")

    assert page.get_attribute("html", "lang") == "en"
    assert page.get_attribute("html", "dir") == "ltr"
