"""What a family sees: on the sheet's link, on a cheap phone."""

from urllib.parse import urlsplit

import pytest

from tests.browser.looking import View

pytestmark = pytest.mark.browser
VIEWS = [View("fa", "phone"), View("en", "phone", "dark"), View("fa", "wide")]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_link_of_the_sheet_opens_a_whole_page(visit, house, view):
    visitor = visit(view)

    visitor.open(urlsplit(house.demo["invitations"][0]).path)

    assert visitor.examine("registration-first") == []


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_door_of_the_familys_own_file_is_a_whole_page(visit, house, view):
    visitor = visit(view)

    visitor.open("/f/")

    assert visitor.examine("file-door") == []
