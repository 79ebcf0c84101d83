"""What else a portal reads: the release, its protected statistics, and itself."""

import pytest

from graphql_api.models import StatisticCell
from graphql_api.models.vocabulary import Category
from tests.graphql_api import country
from tests.graphql_api.portal import stored


def test_the_release_says_how_it_was_protected(mehr, release):
    told = mehr.ask(
        "{ release { id period publishedAt sha256 seedCommitment"
        " parameters { profile k listEpsilon listDelta noiseBound sigma threshold alpha } } }"
    ).data["release"]

    assert told["period"] == "1405-01"
    assert told["sha256"] == release.sha256
    assert told["parameters"]["k"] == 5
    assert told["parameters"]["noiseBound"] == 16


STATISTICS = """
query ($table: StatisticsTable!, $filter: StatisticsFilter, $first: Int, $after: String) {
  statistics(table: $table, filter: $filter) { threshold marginOfError
    cells(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
      edges { node { value marginOfError belowThreshold withheld category
        place { code level provinces { code } } facet { value } amount } } } } }
"""


def cells(portal, **variables):
    return portal.ask(STATISTICS, variables).data["statistics"]["cells"]


def nodes(found):
    return [edge["node"] for edge in found["edges"]]


def test_statistics_are_told_with_their_margin_or_as_below_the_threshold(mehr, release):
    table = mehr.ask(STATISTICS, {"table": "PROVINCE_CATEGORY", "first": 100}).data["statistics"]

    assert table["threshold"] == 27
    assert table["marginOfError"] == 18
    assert table["cells"]["totalCount"] == 31 * 12
    told = nodes(table["cells"])
    assert {node["belowThreshold"] for node in told} == {True, False}
    for node in told:
        assert node["marginOfError"] == 18
        assert (node["value"] is None) == (node["belowThreshold"] or node["withheld"])
        assert node["value"] is None or node["value"] >= 27


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("ASSOCIATION_CATEGORY", None),
        ("PROVINCE_CATEGORY", 31 * 12),
        ("PROVINCE_HOUSEHOLD", 31 * 3),
        ("CATEGORY_FACET_AMOUNT", None),
    ],
)
def test_every_table_pages_to_its_end(mehr, release, table, rows):
    found, after = [], None
    while True:
        page = cells(mehr, table=table, first=90, after=after)
        found += page["edges"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]

    stored = StatisticCell.objects.filter(table=table.lower()).count()
    assert len(found) == page["totalCount"] == stored
    assert rows in (None, stored)


def test_statistics_keep_to_the_scope(mehr, yazd, release):
    assert (
        mehr.ask(STATISTICS, {"table": "PROVINCE_CATEGORY"}).data["statistics"]["cells"][
            "totalCount"
        ]
        == 372
    )

    def total(table):
        cells = yazd.ask(STATISTICS, {"table": table, "first": 100}).data["statistics"]["cells"]
        for edge in cells["edges"]:
            assert edge["node"]["category"] in ("SCHOOLING", "SETTLEMENT", None)
            assert edge["node"]["place"] is None or edge["node"]["place"]["provinces"] == [
                {"code": "21"}
            ]
        return cells["totalCount"]

    assert total("PROVINCE_CATEGORY") == 2
    assert total("PROVINCE_HOUSEHOLD") == 3
    assert total("CATEGORY_FACET_AMOUNT") == 5 * 4 + 5


def test_statistics_are_narrowed_by_filters(mehr, release):
    variables = {
        "table": "PROVINCE_CATEGORY",
        "filter": {"province": "21", "category": ["LOAN", "HOUSING"]},
    }

    cells = mehr.ask(STATISTICS, variables).data["statistics"]["cells"]["edges"]

    assert {edge["node"]["category"] for edge in cells} == {"LOAN", "HOUSING"}
    assert {edge["node"]["place"]["code"] for edge in cells} == {"21"}


def withheld(rows):
    """The number of loans in one province, which the release does not tell."""
    place = rows.places["province", "07"]
    about = {"table": "province_category", "category": Category.LOAN, "place": place}
    rows.cells.append(StatisticCell(**about, estimate=None, margin=18, below_threshold=False))


def test_a_withheld_number_is_not_even_stored(mehr):
    stored(country.draft(12_000), also=withheld)

    cells = mehr.ask(
        STATISTICS,
        {"table": "PROVINCE_CATEGORY", "filter": {"province": "07", "category": "LOAN"}},
    ).data
    told = [edge["node"] for edge in cells["statistics"]["cells"]["edges"]]

    assert {"value": None, "withheld": True, "belowThreshold": False}.items() <= told[-1].items()


def test_a_client_reads_its_own_scope_budget_and_keys(yazd, release):
    me = yazd.ask(
        "{ apiClient { name kind scope { categories provinces programs } expiresAt"
        " budget { capacity left perMinute } keys { prefix expiresAt lastUsedOn } } }"
    )

    client = me.data["apiClient"]
    assert client["name"] == "Yazd School Fund"
    assert client["kind"] == "DONOR"
    assert client["scope"] == {
        "categories": ["SCHOOLING", "SETTLEMENT"],
        "provinces": ["21"],
        "programs": [],
    }
    assert client["budget"]["left"] == me.body["extensions"]["cost"]["left"]
    (key,) = client["keys"]
    assert yazd.key.startswith(f"spk_{key['prefix']}_")
    assert key["lastUsedOn"] is not None
