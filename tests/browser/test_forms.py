"""What is only drawn: marks beside labels, and where a row of filters begins."""

import pytest

from tests.browser.looking import View

pytestmark = pytest.mark.browser

MARK = "label => getComputedStyle(label, '::after').content"
SPACE = "node => [getComputedStyle(node).marginRight, getComputedStyle(node).paddingRight]"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_what_must_be_filled_in_is_marked(visit, language):
    visitor = visit(View(language), role="prison_social_worker")

    page = visitor.open("/admin/registry/prisoner/add/")

    assert page.locator("label[for=id_last_name]").evaluate(MARK) == '" *"'
    assert "*" not in page.locator("label[for=id_father_name]").evaluate(MARK)
    assert visitor.faults == []


@pytest.mark.parametrize("screen", ["phone", "wide"])
def test_the_filters_in_use_are_not_indented(visit, screen):
    visitor = visit(View("fa", screen), role="social_worker")

    page = visitor.open("/admin/registry/family/?status=verified")

    assert page.locator(".filter-bar .chips").evaluate(SPACE) == ["0px", "0px"]
