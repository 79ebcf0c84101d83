"""Hostile documents: refused with little work and a code, each beside an honest twin."""

import sys

import pytest
from graphql import get_introspection_query

from graphql_api.window.guard import MAX_BYTES
from tests.graphql_api.portal import portal

MOST_CALLS = 100_000  # of functions; the longest document that is read takes some 75,000


def refused(client, document):
    """The refusal, and how many functions were called for it: its work on any machine."""
    calls = 0

    def count(_frame, event, _function):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        reply = client.ask(document)
    finally:
        sys.setprofile(None)
    return reply, calls


def bomb(fragments):
    """Each fragment spreads the next one twice."""
    chain = "".join(
        f"fragment F{number} on Query{{...F{number + 1} ...F{number + 1}}}"
        for number in range(fragments)
    )
    return f"{{...F0}}{chain}fragment F{fragments} on Query{{__typename}}"


def deep(levels):
    return "{apiClient" + "{keys" * levels + "{prefix" + "}" * (levels + 2)


def aliases(number):
    return "{" + "".join(f"a{each}:release{{period}}" for each in range(number)) + "}"


def directives(number):
    return "{release{period" + "@include(if:true)" * number + "}}"


def definitions(number):
    spare = "".join(f"fragment F{each} on Query{{__typename}}" for each in range(number))
    spread = "".join(f"...F{each} " for each in range(number))
    return f"{{{spread}}}{spare}"


def long(size):
    start, end = "{release{period", "}}"
    return start + " " * (size - len(start) - len(end)) + end


def roots(number):
    return "{" + "__typename " * number + "}"


def loop(levels):
    return "{__schema{types{" + "fields{type{" * levels + "name" + "}}" * levels + "}}}"


def page(fields):
    return "{needs(first:100){edges{node{" + "place{provinces{code name}} " * fields + "}}}}"


COSTLY = "QUERY_TOO_COSTLY"
INVALID = "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize(
    ("honest", "hostile", "code"),
    [
        (bomb(5), bomb(22), COSTLY),
        (bomb(5), bomb(150), INVALID),
        ("{needs{edges{node{place{provinces{name}}}}}}", deep(20), COSTLY),
        (deep(1), deep(300), INVALID),
        (aliases(15), aliases(16), COSTLY),
        (directives(1), directives(21), COSTLY),
        (definitions(24), definitions(25), COSTLY),
        (long(MAX_BYTES), long(MAX_BYTES + 1), "BAD_USER_INPUT"),
        (roots(100), roots(1_000), INVALID),
        (loop(1), loop(3), INVALID),
        (page(1), page(5), COSTLY),
        (get_introspection_query(), get_introspection_query() * 2, INVALID),
        (
            "{release{period}}",
            "{...A} fragment A on Query{...B} fragment B on Query{...A}",
            INVALID,
        ),
        ("{release{period}}", "{...Unknown}", INVALID),
        ("{release{period}}", "{release{perio}}", INVALID),
        ("{release{period}}", "{release{period}", INVALID),
        ("{release{period}}", "", INVALID),
        ("{release{period}}", "query A{release{period}} query B{release{period}}", INVALID),
        ("{release{period}}", "mutation{release{period}}", INVALID),
        ("{release{period}}", "subscription{release{period}}", INVALID),
        ("{release{period}}", "{release{period}}" * 26, INVALID),
    ],
)
def test_a_hostile_document_is_refused_with_little_work_and_its_twin_is_not(
    mehr, release, honest, hostile, code
):
    assert mehr.ask(honest).data

    reply, calls = refused(mehr, hostile)

    assert calls < MOST_CALLS
    assert set(reply.codes) == {code}
    assert "data" not in reply.body


def test_the_829_bytes_that_hold_other_servers_for_19_seconds(mehr, release):
    document = bomb(20)
    assert len(document) <= 829
    assert mehr.ask("{release{period}}").data

    reply, calls = refused(mehr, document)

    assert calls < MOST_CALLS
    assert reply.codes == [COSTLY]


def test_no_suggestion_names_what_a_client_did_not_know(mehr, release):
    for guess in (
        "{ need { titel } }",
        "{ relese { period } }",
        "{ needs(filtr: {}) { totalCount } }",
        "{ needs(orderBy: PLACE) { totalCount } }",
    ):
        reply = mehr.ask(guess)

        assert set(reply.codes) == {INVALID}
        assert "Did you mean" not in str(reply.body)


def test_at_most_five_mistakes_are_told(mehr, release):
    assert len(mehr.ask("{" + "".join(f"wrong{n} " for n in range(50)) + "}").codes) <= 5


def test_a_page_costs_its_size_times_its_fields(mehr, release):
    def cost(document, variables=None):
        return mehr.ask(document, variables).body["extensions"]["cost"]["requested"]

    small, large = (cost(f"{{needs(first:{n}){{edges{{cursor}}}}}}") for n in (10, 100))
    assert small == 1 + 10 * 2
    assert large == 1 + 100 * 2
    assert cost("query($n:Int){needs(first:$n){edges{cursor}}}", {"n": 10}) == small
    assert cost("{needs{edges{cursor}}}") == 1 + 50 * 2
    assert cost("{needs(last:100){edges{cursor}}}") == large


@pytest.mark.parametrize("size", [None, "9", -1, 10**30, 1.5, True, [1]])
def test_a_page_size_that_is_none_counts_as_the_largest(mehr, release, size):
    reply = mehr.ask("query($n:Int){needs(first:$n){edges{cursor}}}", {"n": size})

    assert reply.body["extensions"]["cost"]["requested"] == 1 + 100 * 2
    if size is not None:
        assert set(reply.codes) == {"BAD_USER_INPUT"}


def test_a_document_that_costs_more_than_the_whole_budget_is_told_so(release):
    poor = portal("Small Fund", capacity=100)
    assert poor.ask("{needs(first:10){edges{cursor}}}").data

    reply = poor.ask("{needs(first:100){edges{cursor}}}")

    assert reply.codes == [COSTLY]
    assert reply.status == 200


def test_every_list_of_the_schema_is_a_page_or_short():
    """A list without a limit would be a way round the cost."""
    from graphql import GraphQLList, GraphQLNonNull, GraphQLObjectType

    from graphql_api.window.guard import SHORT_LISTS
    from graphql_api.window.schema import schema

    lists = set()
    for kind in schema._schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            for name, field in kind.fields.items():
                inner = field.type
                if isinstance(inner, GraphQLNonNull):
                    inner = inner.of_type
                if isinstance(inner, GraphQLList):
                    lists.add(name)

    assert lists - {"edges"} == set(SHORT_LISTS)
