"""What the window can touch, and that every answer follows from what may be downloaded whole."""

import ast
import random
import sqlite3
from pathlib import Path

import pytest
from django.db import connections

from graphql_api import models
from graphql_api.models import Lot, Place, StatisticCell
from graphql_api.stores import published_tables
from graphql_api.window import closure, needs
from graphql_api.window.closure import OutOfSightError, authorize, closed
from permissions.models import User
from tests.graphql_api.test_needs import everything
from tests.graphql_api.test_needs import needs as page_of_needs

ROOT = Path(__file__).resolve().parents[2]
BEHIND = ("registry", "audit", "permissions", "graphql_api.publishing")


# Every answer is a function of the client's own dump


def expected(dump, filters, order):
    """The same question, answered from the dump alone."""
    width = ["NATION", "REGION", "PROVINCE", "ASSOCIATION"]
    found = [
        need
        for need in dump
        if need["category"] in filters.get("category", [need["category"]])
        and need["axis"] in filters.get("axis", [need["axis"]])
        and need["place"]["level"] in filters.get("placeLevel", [need["place"]["level"]])
        and (
            "province" not in filters
            or {row["code"] for row in need["place"]["provinces"]} & set(filters["province"])
        )
    ]
    keys = {
        None: lambda need: 0,
        "PLACES_DESC": lambda need: -need["places"],
        "CATEGORY_ASC": lambda need: need["category"],
        "PLACE_ASC": lambda need: (width.index(need["place"]["level"]), need["place"]["code"]),
    }
    return sorted(found, key=keys[order])  # ties keep the dump's own order, which is random


@pytest.mark.parametrize("portal", ["mehr", "yazd"])
def test_random_questions_are_answered_as_the_clients_own_dump_says(portal, release, request):
    asker, chance = request.getfixturevalue(portal), random.Random(7)
    dump = everything(asker, size=100)
    for _ in range(25):
        filters = {}
        if chance.random() < 0.6:
            filters["category"] = chance.sample(["LOAN", "SCHOOLING", "HOUSING", "TREATMENT"], 2)
        if chance.random() < 0.4:
            filters["province"] = chance.sample([f"{n:02d}" for n in range(31)], 3)
        if chance.random() < 0.3:
            filters["placeLevel"] = chance.sample(["PROVINCE", "REGION", "NATION"], 2)
        order = chance.choice([None, "PLACES_DESC", "CATEGORY_ASC", "PLACE_ASC"])

        answer = page_of_needs(asker, first=10, filter=filters, order=order)

        whole = expected(dump, filters, order)
        assert answer["totalCount"] == len(whole)
        assert [edge["node"] for edge in answer["edges"]] == whole[:10]


def test_any_combination_of_filters_finds_nothing_or_at_least_k(mehr, release):
    found = everything(mehr, size=100)

    assert all(need["places"] >= release.parameters["k"] for need in found)


# The other databases


def test_every_other_database_refuses_while_the_window_answers(db):
    assert User.objects.count() == 0

    with closed(), pytest.raises(OutOfSightError, match="none of its business"):
        User.objects.count()

    assert User.objects.count() == 0


def test_a_look_behind_the_window_is_masked(mehr, release, monkeypatch, caplog):
    """Should a resolver ever reach for the registry, it gets nothing and says nothing."""
    assert page_of_needs(mehr)["totalCount"] > 0

    monkeypatch.setattr(needs, "title_of", lambda *_: str(User.objects.count()))
    reply = mehr.ask("{ needs(first: 1) { edges { node { title } } } }")

    assert reply.codes == ["INTERNAL"]
    assert "default" not in str(reply.body)
    (record,) = [each for each in caplog.records if each.name == "graphql_api"]
    assert reply.body["errors"][0]["extensions"]["incident"] in record.getMessage()


# SQLite's own wall


@pytest.fixture
def file(tmp_path):
    """A published store of its own, with a table beside it that nobody may read."""
    raw = sqlite3.connect(tmp_path / "published.sqlite3")
    for table in published_tables():
        raw.execute(f"CREATE TABLE {table} (id INTEGER, name TEXT)")
    raw.execute("CREATE TABLE registry_family (id INTEGER, name TEXT)")
    raw.execute("CREATE VIEW families AS SELECT * FROM registry_family")
    raw.commit()
    yield raw
    raw.close()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM registry_family",
        "SELECT count(*) FROM registry_family",
        "SELECT * FROM families",
        "SELECT id FROM graphql_api_lot WHERE id IN (SELECT id FROM registry_family)",
        "SELECT * FROM graphql_api_lot UNION SELECT * FROM registry_family",
        "SELECT name FROM sqlite_master",
        "SELECT * FROM pragma_table_info('graphql_api_lot')",
        "PRAGMA table_list",
        "ATTACH DATABASE ':memory:' AS other",
        "INSERT INTO graphql_api_lot VALUES (1, 'x')",
        "UPDATE graphql_api_lot SET name = 'x'",
        "DELETE FROM graphql_api_lot",
        "CREATE TABLE mine (id INTEGER)",
        "DROP TABLE graphql_api_lot",
        "SELECT load_extension('x')",
        "SELECT randomblob(1000000000)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT count(*) FROM n",
    ],
)
def test_sqlite_itself_refuses_what_is_not_a_read_of_a_published_table(file, statement):
    file.set_authorizer(authorize)
    assert file.execute("SELECT count(*), min(id) FROM graphql_api_lot").fetchall() == [(0, None)]

    with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited"):
        file.execute(statement).fetchall()


def test_the_wall_stands_during_a_request_and_only_then(mehr, release):
    if connections["window"].vendor != "sqlite":
        pytest.skip("On PostgreSQL the API's role has no other grant.")

    def look():
        with connections["window"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master")
            return cursor.fetchone()[0]

    assert look() > 0
    with closed(), pytest.raises(Exception, match=r"not authorized|prohibited"):
        look()
    assert look() > 0


def test_on_postgresql_the_role_of_the_api_reads_published_tables_and_nothing_else(api_connection):
    def rights(table):
        row = api_connection.execute(
            "SELECT has_table_privilege(%s, 'SELECT'), has_table_privilege(%s, 'INSERT'),"
            " has_table_privilege(%s, 'UPDATE'), has_table_privilege(%s, 'DELETE')",
            [table] * 4,
        ).fetchone()
        return "".join(letter for letter, has in zip("SIUD", row, strict=True) if has)

    for table in published_tables():
        assert rights(table) == "S"
    assert rights("graphql_api_bucket") == rights("graphql_api_keyuse") == "SIU"
    assert rights("publishing_historicalapiclient") == ""
    assert rights("publishing_historicalapikey") == ""
    assert rights("publishing_sentclientform") == ""


# What the code may import, and what a row may hold


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def module(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {module(path): path for path in sorted((ROOT / "graphql_api").rglob("*.py"))}


def test_nothing_the_window_imports_knows_the_registry():
    """Followed through every import, not only the first one."""
    waiting, seen = ["graphql_api.window.view", "graphql_api.models", "graphql_api.apps"], set()
    while waiting:
        name = waiting.pop()
        for imported in imports(SOURCES[name]):
            assert not imported.startswith(BEHIND), f"{name} imports {imported}"
            for found in (imported, imported.rpartition(".")[0]):
                if found in SOURCES and found not in seen:
                    seen.add(found)
                    waiting.append(found)

    assert len(seen) > 15


FORBIDDEN = (
    "family", "person", "member", "prison", "case", "birth", "age", "sex", "phone", "address",
    "national", "county", "city", "date", "created", "updated", "text", "note", "photo", "image",
    "file", "worker", "user", "reason", "urgent", "severity", "uid", "search", "income", "score",
)  # fmt: skip


@pytest.mark.parametrize("model", [Lot, StatisticCell, Place])
def test_a_published_row_has_no_column_that_could_point_to_a_family(model):
    columns = {field.name for field in model._meta.get_fields() if field.concrete}
    parts = {part for column in columns for part in column.split("_")}

    assert parts.isdisjoint(FORBIDDEN)


def test_the_lots_columns_are_these_and_no_others():
    """A new column is a decision about families' privacy: change this list with it."""
    assert {field.name for field in Lot._meta.concrete_fields} == {
        "id", "release", "number", "axis", "category", "place", "provinces", "facet_kind",
        "facet", "amount_band", "amount_lower", "amount_upper", "places", "program",
    }  # fmt: skip


def test_every_model_of_the_published_store_is_named_for_the_window():
    counters = {models.Bucket, models.KeyUse}
    named = {getattr(models, name) for name in models.__all__} - counters

    assert {model._meta.db_table for model in named} == set(published_tables())
    assert closure.readable() == set(published_tables())
