"""What a family sees: on the sheet's link, on a cheap phone."""

from urllib.parse import urlsplit

import pytest

from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_link_of_the_sheet_opens_a_whole_page(visit, house, language):
    visitor = visit(View(language))

    visitor.open(urlsplit(house.demo["invitations"][0]).path)

    assert faults_in_every_view(visitor, "registration-first") == []


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_door_of_the_familys_own_file_is_a_whole_page(visit, house, language):
    visitor = visit(View(language))

    visitor.open("/f/")

    assert faults_in_every_view(visitor, "file-door") == []
