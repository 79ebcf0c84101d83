"""What the page for portal developers shows works as it stands there."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
QUERIES = re.findall(r"```graphql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_that_is_shown_is_answered(mehr, release, query):
    assert mehr.ask(query).data


def test_the_page_shows_the_four_things_one_asks_for():
    assert len(QUERIES) == 4
