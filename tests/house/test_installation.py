"""An installation as docs/install.md describes it, and what its roles then cannot do."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg import errors

from tests import houses
from tests.house.deployment import ENVIRONMENT, ROOT, run
from tests.houses import OFFICE, OWNER, WINDOW

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(
        os.environ.get("TEST_DATABASE") != "postgresql", reason="SQLite knows no roles."
    ),
]


@dataclass(frozen=True)
class Installation:
    registry: str
    published: str

    def run(self, *command: str) -> str:
        answer = run(
            *command, **houses.as_installed(dict(os.environ), self.registry, self.published)
        )
        assert answer.startswith("0\n"), answer
        return answer


def connect(role: str, database: str) -> psycopg.Connection:
    return psycopg.connect(houses.url(dict(os.environ), role, database), autocommit=True)


@pytest.fixture(scope="module")
def installation(worker_id, house) -> Iterator[Installation]:
    made = Installation(f"install_{worker_id}", f"install_{worker_id}_published")
    try:
        house.copy(registry=made.registry, published=made.published)
        made.run("manage.py", "grant_roles")
        made.run("manage.py", "collectstatic", "--noinput", "-v0")
        yield made
    finally:
        houses.drop(made.registry, made.published)


def test_the_guide_names_every_variable_that_production_reads():
    guide = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    code = (ROOT / "config" / "settings" / "production.py").read_text(encoding="utf-8")
    read = {*ENVIRONMENT, *re.findall(r'(?:require|optional)\(\s*"(\w+)"', code)}

    assert [name for name in sorted(read) if f"`{name}`" not in guide] == []


def test_the_office_is_ready_and_serves_its_pages_as_the_application(installation):
    answer = installation.run(
        "-c",
        "import django; django.setup(); from django.test import Client;"
        "client = Client(SERVER_NAME='hemayat.example');"
        "print(client.get('/readyz', secure=True).text);"
        "print(client.get('/admin/login/', secure=True).status_code)",
    )

    assert '"ready": true' in answer
    assert answer.rstrip().endswith("200")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE own (id int)",
        "ALTER TABLE registry_family DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE registry_family DISABLE TRIGGER ALL",
        "DROP POLICY reach ON registry_family",
        "INSERT INTO registry_historicalfamily DEFAULT VALUES",
        "UPDATE registry_historicalfamily SET actor_name = 'nobody'",
        "DELETE FROM registry_historicalfamily",
        "TRUNCATE registry_family CASCADE",
        "SET ROLE hemayat_owner",
        "SET session_replication_role = 'replica'",
    ],
)
def test_the_application_cannot_take_a_wall_away(installation, statement):
    with connect(OFFICE, installation.registry) as office:
        assert office.execute("SELECT count(*) FROM registry_family").fetchone() == (0,)

        with pytest.raises(errors.InsufficientPrivilege):
            office.execute(statement)


def test_the_api_cannot_even_open_the_registry(installation):
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        connect(WINDOW, installation.registry)


def test_the_api_reads_what_is_published_and_writes_its_counters_only(installation):
    with connect(WINDOW, installation.published) as window:
        assert window.execute("SELECT count(*) FROM graphql_api_lot").fetchone() == (0,)
        window.execute(
            "INSERT INTO graphql_api_bucket (client, tokens, at) VALUES (gen_random_uuid(), 1, 1)"
        )

        for statement in (
            "DELETE FROM graphql_api_lot",
            "UPDATE graphql_api_apiclient SET active = true",
            "INSERT INTO graphql_api_keyuse SELECT 'a', now() FROM graphql_api_lot FOR UPDATE",
            "DELETE FROM graphql_api_bucket",
            "CREATE TABLE own (id int)",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                window.execute(statement)


def test_nothing_of_the_registry_stands_in_the_published_store(installation):
    with connect(OWNER, installation.published) as owner:
        tables = owner.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()

    assert not [name for (name,) in tables if name.startswith(("registry_", "permissions_"))]
