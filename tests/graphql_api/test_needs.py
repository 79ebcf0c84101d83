"""What a donor's portal reads: lots, page by page, within its scope."""

import pytest

from graphql_api.models import Lot
from graphql_api.models.place import codes_of
from graphql_api.window import filtering
from tests.graphql_api import country
from tests.graphql_api.portal import portal, stored

NEED = """
id axis category title(language: EN) places remaining program { code }
place { level code name(language: EN) provinces { code } }
facet { kind value } amount { level lower upper }
"""
PAGE = (
    "query ($first: Int, $after: String, $last: Int, $before: String, $filter: NeedFilter,"
    " $order: NeedOrder) { needs(first: $first, after: $after, last: $last, before: $before,"
    " filter: $filter, orderBy: $order) { totalCount edges { cursor node { " + NEED + " } }"
    " pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"
)


def needs(portal, **variables):
    return portal.ask(PAGE, variables).data["needs"]


def everything(portal, size=37, **variables):
    """All needs a portal can see, page by page."""
    found, after = [], None
    while True:
        page = needs(portal, first=size, after=after, **variables)
        found += [edge["node"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            assert len(found) == page["totalCount"]
            return found
        after = page["pageInfo"]["endCursor"]


def test_a_portal_reads_every_lot_once(mehr, release):
    found = everything(mehr)

    assert len(found) == release.lots.count() > 50
    assert len({need["id"] for need in found}) == len(found)
    assert sum(need["places"] for need in found) == sum(lot.places for lot in release.lots.all())


def test_a_lot_says_what_where_and_for_how_many(mehr, release):
    lots = release.lots.exclude(facet="").exclude(place__level="nation").select_related("place")
    lot = lots.order_by("-places").first()

    (need,) = [
        each
        for each in everything(mehr)
        if (each["category"], each["place"]["code"], each["place"]["level"])
        == (lot.category.upper(), lot.place.code, lot.place.level.upper())
        and each["facet"] and each["facet"]["value"] == lot.facet.upper()
        and int((each["amount"] or {"lower": 0})["lower"]) == lot.amount_lower
        and each["places"] == lot.places
    ]  # fmt: skip
    assert need["remaining"] == lot.places
    assert need["program"] is None
    assert need["axis"] == lot.axis.upper()
    assert need["facet"]["kind"] == lot.facet_kind.upper()
    assert need["place"]["name"] == lot.place.name_en
    assert [row["code"] for row in need["place"]["provinces"]] == codes_of(lot.provinces)


def test_the_title_is_given_in_both_languages(mehr, release):
    titles = mehr.ask(
        "{ needs(first: 100) { edges { node { category fa: title en: title(language: EN) } } } }"
    ).data["needs"]["edges"]

    both = {(each["node"]["fa"], each["node"]["en"]) for each in titles}
    assert any(fa.startswith("تحصیل") and en.startswith("Schooling") for fa, en in both)


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("PLACES_ASC", lambda need: need["places"]),
        ("PLACES_DESC", lambda need: -need["places"]),
        ("CATEGORY_ASC", lambda need: need["category"]),
        ("AMOUNT_ASC", lambda need: int((need["amount"] or {"lower": 0})["lower"])),
        ("AMOUNT_DESC", lambda need: -int((need["amount"] or {"lower": 0})["lower"])),
    ],
)
def test_needs_stand_in_the_order_asked_for_across_pages(mehr, release, order, key):
    found = everything(mehr, size=13, order=order)

    assert len({need["id"] for need in found}) == release.lots.count()
    assert [key(need) for need in found] == sorted(key(need) for need in found)


def test_places_stand_from_the_widest_to_the_narrowest(mehr, release):
    levels = [need["place"]["level"] for need in everything(mehr, order="PLACE_ASC")]

    width = ["NATION", "REGION", "PROVINCE", "ASSOCIATION"]
    assert levels == sorted(levels, key=width.index)


@pytest.mark.parametrize("order", [None, "PLACES_DESC", "CATEGORY_ASC"])
def test_pages_read_backward_are_the_pages_read_forward(mehr, release, order):
    forward = everything(mehr, order=order)

    backward, before = [], None
    while True:
        page = needs(mehr, last=20, before=before, order=order)
        backward = [edge["node"] for edge in page["edges"]] + backward
        if not page["pageInfo"]["hasPreviousPage"]:
            break
        before = page["pageInfo"]["startCursor"]

    assert backward == forward


def test_a_page_between_two_cursors_is_what_lies_between_them(mehr, release):
    edges = needs(mehr, first=10)["edges"]

    between = needs(mehr, first=10, after=edges[2]["cursor"], before=edges[6]["cursor"])

    assert [edge["node"] for edge in between["edges"]] == [edge["node"] for edge in edges[3:6]]


@pytest.mark.parametrize("size", [{"first": -1}, {"first": 101}, {"last": 101}, {"last": -5}])
def test_a_page_of_impossible_size_is_refused(mehr, release, size):
    assert len(needs(mehr, first=100)["edges"]) == 100

    assert mehr.ask(PAGE, size).codes == ["BAD_USER_INPUT"]


def test_filters_take_one_value_or_several(mehr, release):
    every = everything(mehr)

    for filters, passes in (
        ({"category": "LOAN"}, lambda need: need["category"] == "LOAN"),
        ({"axis": ["HEALTH", "SOCIAL"]}, lambda need: need["axis"] in ("HEALTH", "SOCIAL")),
        ({"placeLevel": ["NATION"]}, lambda need: need["place"]["level"] == "NATION"),
        (
            {"province": ["05", "21"]},
            lambda need: {"05", "21"} & {row["code"] for row in need["place"]["provinces"]},
        ),
        (
            {"facet": "AGE_CHILD"},
            lambda need: need["facet"] and need["facet"]["value"] == "AGE_CHILD",
        ),
        ({"amount": "LOW"}, lambda need: need["amount"] and need["amount"]["level"] == "LOW"),
        (
            {"category": "TREATMENT", "province": "05"},
            lambda need: (
                need["category"] == "TREATMENT" and {"code": "05"} in need["place"]["provinces"]
            ),
        ),
    ):
        found = {need["id"] for need in everything(mehr, filter=filters)}
        assert found == {need["id"] for need in every if passes(need)}


@pytest.mark.parametrize(
    "filters",
    [
        {"province": ["99"]},
        {"province": ["21", "Yazd"]},
        {"province": []},
        {"category": []},
        {"category": "BREAD"},
        {"family": "1"},
        {"province": "21' OR 1=1"},
    ],
)
def test_an_unknown_filter_is_an_error_and_never_ignored(mehr, release, filters):
    assert needs(mehr, filter={"province": ["21"]})["totalCount"] > 0

    assert mehr.ask(PAGE, {"filter": filters}).codes == ["BAD_USER_INPUT"]


def test_a_scope_lets_through_what_it_covers_and_nothing_else(mehr, yazd, release):
    wider, narrower = everything(mehr), everything(yazd)

    assert 0 < len(narrower) < len(wider)
    expected = [
        need
        for need in wider
        if need["category"] in ("SCHOOLING", "SETTLEMENT")
        and {"code": "21"} in need["place"]["provinces"]
    ]
    content = [{**need, "id": ""} for need in narrower]
    assert sorted(map(str, content)) == sorted(str({**need, "id": ""}) for need in expected)


@pytest.mark.parametrize("empty", [{"categories": []}, {"provinces": []}])
def test_an_empty_scope_means_nothing(mehr, release, empty):
    assert needs(mehr)["totalCount"] > 0

    assert needs(portal("Nobody's Fund", **empty))["totalCount"] == 0


def of_a_program(rows):
    """One lot more, that only the clients of the programme may see."""
    place = rows.places["province", "07"]
    kind = {"axis": "social", "category": "schooling", "program": "mohsenin"}
    lot = Lot(number=99_999, place=place, provinces=place.provinces, places=7, **kind)
    rows.lots.append(lot)


def test_a_lot_of_a_program_is_for_the_clients_of_that_program(mehr):
    stored(country.draft(12_000), also=of_a_program)
    sponsor = portal("Sponsors", programs=["mohsenin"])

    assert needs(sponsor)["totalCount"] == needs(mehr)["totalCount"] + 1


def test_a_need_is_found_again_by_its_id(mehr, release):
    need = needs(mehr, first=1)["edges"][0]["node"]

    found = mehr.ask(
        "query ($id: ID!) { need(id: $id) { " + NEED + " } node(id: $id) { __typename id } }",
        {"id": need["id"]},
    ).data

    assert found["need"] == need
    assert found["node"] == {"__typename": "Need", "id": need["id"]}


BY_ID = "query ($id: ID!) { need(id: $id) { places } node(id: $id) { id } }"


def test_ids_that_are_not_the_clients_own_answer_like_unknown_ones(mehr, nur, yazd, release):
    mine = needs(mehr, first=1, filter={"category": "LOAN"})["edges"][0]
    theirs = needs(nur, first=1)["edges"][0]["node"]["id"]
    assert mehr.ask(BY_ID, {"id": mine["node"]["id"]}).data["need"]

    foreign = ["", "1", "x" * 27, "ِ" * 27, theirs, mine["cursor"], mine["node"]["id"][:-1] + "-"]
    answers = [mehr.ask(BY_ID, {"id": name}) for name in foreign]

    assert {str(reply.data) for reply in answers} == {"{'need': None, 'node': None}"}


def test_an_id_outside_the_scope_answers_like_an_unknown_one(yazd, release):
    """A scope may become narrower after an id was given out."""
    need = needs(yazd, first=1)["edges"][0]["node"]["id"]
    assert yazd.ask(BY_ID, {"id": need}).data["need"]

    yazd.client.provinces = ["05"]
    yazd.client.categories = ["loan"]
    yazd.client.save()

    assert yazd.ask(BY_ID, {"id": need}).data == {"need": None, "node": None}


def test_ids_and_cursors_end_with_their_release(mehr, release):
    edge = needs(mehr, first=1)["edges"][0]
    assert mehr.ask(BY_ID, {"id": edge["node"]["id"]}).data["need"]
    assert mehr.ask(PAGE, {"after": edge["cursor"]}).data

    stored(country.draft(5_000), number=2)

    assert mehr.ask(BY_ID, {"id": edge["node"]["id"]}).data["need"] is None
    assert mehr.ask(PAGE, {"after": edge["cursor"]}).codes == ["BAD_USER_INPUT"]


def test_foreign_cursors_answer_like_unknown_ones(mehr, nur, release):
    mine = needs(mehr, first=1)["edges"][0]
    theirs = needs(nur, first=1)["edges"][0]["cursor"]
    assert mehr.ask(PAGE, {"after": mine["cursor"]}).data

    answers = [
        mehr.ask(PAGE, {"after": cursor}).body["errors"]
        for cursor in ("", "1", "x" * 27, theirs, mine["node"]["id"])
    ]

    assert {str(errors) for errors in answers} == {str(answers[0])}
    assert answers[0][0]["extensions"] == {"code": "BAD_USER_INPUT", "field": "after"}


def test_nothing_is_there_before_the_first_release(mehr):
    for question in ("{ release { id } }", "{ needs { totalCount } }"):
        assert mehr.ask(question).codes == ["NOT_FOUND"]


def test_a_value_that_is_named_a_thousand_times_is_looked_for_once(mehr, release, monkeypatch):
    """A list of thousands costs the portal nothing and kept a worker busy for seconds."""
    asked = []
    real = filtering._chosen
    monkeypatch.setattr(filtering, "_chosen", lambda given: asked.append(real(given)) or asked[-1])
    once = {"province": ["00", "01"]}

    few, many = (
        needs(mehr, first=5, filter={name: values * times for name, values in once.items()})
        for times in (1, 3_000)
    )

    assert few == many
    assert few["totalCount"] > 0
    assert [len(given["province"]) for given in asked] == [2, 2]
