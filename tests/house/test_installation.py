"""An installation as docs/install.md describes it, and what its roles then cannot do."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg import errors, sql

from tests.house.deployment import ENVIRONMENT, ROOT, run

pytestmark = [
    pytest.mark.server,
    pytest.mark.xdist_group("installation"),
    pytest.mark.skipif(
        os.environ.get("TEST_DATABASE") != "postgresql", reason="SQLite knows no roles."
    ),
]
OWNER, OFFICE, WINDOW = "hemayat_owner", "hemayat_app", "hemayat_api"


@dataclass(frozen=True)
class Installation:
    registry: str
    published: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": url(OWNER, self.registry),
            "APP_DATABASE_URL": url(OFFICE, self.registry),
            "API_DATABASE_URL": url(WINDOW, self.published),
        }

    def run(self, *command: str) -> str:
        answer = run(*command, **self.environment)
        assert answer.startswith("0\n"), answer
        return answer


def url(role: str, database: str) -> str:
    host, port = os.environ["PGHOST"], os.environ.get("PGPORT", "5432")
    password = os.environ.get("PGPASSWORD", "")
    if host.startswith("/"):
        return f"postgresql://{role}@/{database}?host={host}"
    return f"postgresql://{role}:{password}@{host}:{port}/{database}"


def connect(role: str, database: str) -> psycopg.Connection:
    return psycopg.connect(url(role, database), autocommit=True)


@pytest.fixture(scope="module")
def installation(worker_id) -> Iterator[Installation]:
    made = Installation(f"install_{worker_id}", f"install_{worker_id}_published")
    databases = [sql.Identifier(made.registry), sql.Identifier(made.published)]
    with connect(OWNER, "postgres") as owner:
        for name in databases:
            owner.execute(sql.SQL("CREATE DATABASE {}").format(name))
    try:
        made.run("manage.py", "migrate", "-v0")
        made.run("manage.py", "migrate", "--database", "published", "-v0")
        made.run("manage.py", "grant_roles")
        made.run("manage.py", "collectstatic", "--noinput", "-v0")
        yield made
    finally:
        with connect(OWNER, "postgres") as owner:
            for name in databases:
                owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


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
