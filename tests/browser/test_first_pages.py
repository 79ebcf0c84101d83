"""The pages before the login, as a person sees them and as an examiner does."""

import pytest

from tests.browser.looking import EVERY_VIEW

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("view", EVERY_VIEW, ids=str)
@pytest.mark.parametrize(
    ("path", "name", "status"),
    [("/", "front", 200), ("/admin/login/", "login", 200), ("/nothing/", "not-found", 404)],
)
def test_a_first_page_is_whole_in_every_view(visit, view, path, name, status):
    visitor = visit(view)

    visitor.open(path, expect=status)

    assert visitor.examine(name) == []


def test_a_visitor_changes_the_language_with_one_press(visit):
    visitor = visit(EVERY_VIEW[0])
    page = visitor.open("/")

    page.get_by_role("button", name="English").click()

    assert page.get_attribute("html", "lang") == "en"
    assert page.get_attribute("html", "dir") == "ltr"
