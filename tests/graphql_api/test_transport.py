"""GraphQL over HTTP, down to the malformed body."""

import json

import pytest
from django.test import Client

from graphql_api.window import execution
from tests.graphql_api.portal import PATH

WHO = "{ apiClient { name } }"
BODY = json.dumps({"query": WHO})
NEWER = "application/graphql-response+json"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        (NEWER, NEWER),
        (f"{NEWER}, application/json;q=0.9", NEWER),
        (f"application/json, {NEWER};q=0.5", "application/json"),
    ],
)
def test_the_answer_comes_in_the_type_that_is_accepted(mehr, accept, media):
    reply = mehr.ask(WHO, Accept=accept)

    assert reply.data
    assert reply.headers["Content-Type"] == f"{media}; charset=utf-8"


def test_a_type_that_cannot_be_given_is_refused(mehr):
    reply = mehr.ask(WHO, Accept="text/html")

    assert (reply.status, reply.codes) == (406, ["BAD_USER_INPUT"])


@pytest.mark.parametrize("document", ["{", "{ wrong }", "query A{__typename} query B{__typename}"])
def test_the_newer_type_says_by_its_status_that_nothing_ran(mehr, document):
    assert mehr.ask(WHO, Accept=NEWER).status == 200

    reply = mehr.ask(document, Accept=NEWER)

    assert reply.status == 400
    assert "data" not in reply.body
    assert mehr.ask(document, Accept="application/json").status == 200


def test_variables_that_do_not_fit_are_the_clients_mistake(mehr, release):
    question = "query ($id: ID!) { need(id: $id) { id } }"
    assert mehr.ask(question, {"id": "x"}, Accept=NEWER).status == 200

    for variables in ({}, {"id": None}, {"id": [1, 2]}):
        reply = mehr.ask(question, variables, Accept=NEWER)

        assert (reply.status, reply.codes) == (400, ["BAD_USER_INPUT"])


def test_a_field_that_fails_leaves_a_status_of_success(mehr):
    reply = mehr.ask("{ release { id } }", Accept=NEWER)

    assert (reply.status, reply.codes) == (200, ["NOT_FOUND"])
    assert reply.body["data"] is None


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_only_post_is_answered(mehr, method):
    response = Client().generic(method, PATH, headers={"Authorization": f"Bearer {mehr.key}"})

    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
     "application/graphql", "application/json; charset=utf-16", "", "application/jsonp"],
)  # fmt: skip
def test_only_json_in_utf8_is_read(mehr, kind):
    assert mehr.send(BODY, "application/json; charset=utf-8").status == 200

    reply = mehr.send(BODY, kind)

    assert (reply.status, reply.codes) == (415, ["BAD_USER_INPUT"])


@pytest.mark.parametrize(
    "body",
    [
        " ",
        "null",
        '"x"',
        "42",
        "[]",
        "[" + BODY + "]",
        "{",
        "{}",
        '{"query": null}',
        '{"query": 1}',
        '{"query": {}}',
        '{"query": ["{ x }"]}',
        '{"query": "{ x }", "variables": []}',
        '{"query": "{ x }", "variables": "{}"}',
        '{"query": "{ x }", "operationName": 1}',
        '{"query": "{ x }", "extensions": "x"}',
        '{"query": "{ x }", "variables": {"x": NaN}}',
        '{"query": "{ x }", "variables": {"x": Infinity}}',
        '{"query": "\\ud800"}',
        '{"query": "{ x }", "variables": {"x": "\\udfff"}}',
        '{"query": "{ x }", "variables": {"x": ' + "9" * 5_000 + "}}",
        '{"query": "{ x }", "variables": ' + "[" * 20_000 + "]" * 20_000 + "}",
        b'\xff\xfe{"query": "{ x }"}',
        b'{"query": "\xff"}',
        b"\x00" * 100,
    ],
)
def test_a_malformed_body_is_the_clients_mistake_and_never_ours(mehr, body):
    assert mehr.send(BODY).status == 200

    reply = mehr.send(body)

    assert (reply.status, reply.codes) == (400, ["BAD_USER_INPUT"])


def test_null_is_the_same_as_nothing(mehr):
    body = {"query": WHO, "variables": None, "operationName": None, "extensions": None}

    assert mehr.send(json.dumps(body)).data


def test_one_of_several_operations_is_chosen_by_its_name(mehr):
    both = "query A { apiClient { name } } query B { apiClient { kind } }"

    reply = mehr.send(json.dumps({"query": both, "operationName": "B"}))
    assert reply.data == {"apiClient": {"kind": "DONOR"}}

    reply = mehr.send(json.dumps({"query": both, "operationName": "C"}))
    assert reply.codes == ["GRAPHQL_VALIDATION_FAILED"]


def test_a_body_that_is_too_large_is_not_read(mehr):
    body = {"query": WHO, "variables": {"x": "y" * 59_000}}
    assert mehr.send(json.dumps(body)).status == 200

    reply = mehr.send(json.dumps({"query": WHO, "variables": {"x": "y" * 61_000}}))

    assert (reply.status, reply.codes) == (413, ["BAD_USER_INPUT"])


def test_who_asks_comes_before_what_is_asked(mehr):
    """Nothing is read for a stranger, however it is malformed."""
    assert mehr.send("{").status == 400

    assert mehr.send("{", Authorization="").status == 401


def test_the_sentence_is_in_the_readers_language_and_the_code_is_not(mehr, release):
    """The sentence of a wrong choice is Django's own, and ships in Persian."""
    question = '{ needs(filter: {province: "99"}) { totalCount } }'

    persian = mehr.ask(question, **{"Accept-Language": "fa-IR,fa;q=0.9"})
    english = mehr.ask(question, **{"Accept-Language": "de,en;q=0.5"})

    assert persian.codes == english.codes == ["BAD_USER_INPUT"]
    assert "گزینه" in persian.message
    assert "valid choice" in english.message


def test_a_persian_sentence_has_persian_digits(mehr, release):
    question = "{ needs(first: 1000) { totalCount } }"

    persian = mehr.ask(question, **{"Accept-Language": "fa"})
    english = mehr.ask(question, **{"Accept-Language": "en"})

    assert "۰ تا ۱۰۰ ردیف" in persian.message
    assert "from 0 to 100 rows" in english.message


def test_a_fault_of_ours_is_masked_and_logged_once(mehr, monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("secret path /etc/hemayat, password=hunter2")

    monkeypatch.setattr(execution, "take", broken)
    reply = mehr.ask(WHO)

    assert (reply.status, reply.codes) == (500, ["INTERNAL"])
    assert "hunter2" not in str(reply.body)
    (record,) = [each for each in caplog.records if each.name == "graphql_api"]
    assert reply.body["errors"][0]["extensions"]["incident"] in record.getMessage()


def test_answers_are_not_kept_by_anybody(mehr):
    reply = mehr.ask(WHO)

    assert "no-store" in reply.headers["Cache-Control"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert {"Accept", "Accept-Language", "Authorization"} <= set(reply.headers["Vary"].split(", "))


def test_a_request_opens_no_transaction_on_the_registry(mehr, release, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert mehr.ask("{ needs { totalCount } }").status == 200


WRONG = {
    "{ apiClient { nmae } }": "Cannot query field 'nmae' on type 'ApiClient'.",
    "{ need { title } }": "of type 'ID!' is required, but it was not provided",
    '{ needs(first: "many") { totalCount } }': 'Int cannot represent non-integer value: "many"',
    "{ apiClient {": "Syntax Error: Expected Name, found <EOF>.",
}


@pytest.mark.parametrize("query", WRONG)
def test_a_mistake_in_the_document_is_told_in_the_language_asked_for(mehr, query):
    persian = mehr.ask(query, **{"Accept-Language": "fa"})
    english = mehr.ask(query, **{"Accept-Language": "en"})

    for reply, sentence in ((persian, "پس چیزی اجرا نشد"), (english, "so nothing was run")):
        (error,) = reply.body["errors"]
        assert sentence in error["message"]
        assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
        assert WRONG[query] in error["extensions"]["detail"]
        assert error["locations"]


def test_a_variable_that_does_not_fit_is_told_so_too(mehr):
    question = "query($first: Int!) { needs(first: $first) { totalCount } }"

    persian = mehr.ask(question, {"first": "many"}, **{"Accept-Language": "fa"})
    english = mehr.ask(question, {"first": "many"}, **{"Accept-Language": "en"})

    assert "مقداری که فرستاده شد" in persian.message
    assert "A value that was sent does not fit" in english.message
    assert persian.codes == english.codes == ["BAD_USER_INPUT"]
    assert "Int cannot represent" in english.body["errors"][0]["extensions"]["detail"]


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{ apiClient { nam } }", {}),
        ('{ needs(filter: {categor: "x"}) { totalCount } }', {}),
        ("query($f: NeedFilter) { needs(filter: $f) { totalCount } }", {"f": {"categor": "x"}}),
    ],
)
def test_the_detail_of_a_mistake_suggests_no_name_of_the_schema(mehr, release, query, variables):
    reply = mehr.ask(query, variables)

    assert reply.body["errors"]

    assert "Did you mean" not in json.dumps(reply.body)
