"""The databases of the tests: all stores at once, on PostgreSQL as the roles of production."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, connections

from audit.signature import acting
from permissions import database_roles
from permissions.reach import everything
from registry.services.catalogues import load_catalogues
from registry.services.membership import sync_roles

LONG = (
    "tests.browser.test_office",
    "tests.permissions.test_crawl",
    "tests.permissions.test_doors",
)
EVERY_STORE = pytest.mark.django_db(databases="__all__")


def pytest_collection_modifyitems(items):
    """Whoever uses a database may use every store; naming them each time would tell nothing.

    The long ones begin first, so that no processor waits for the last of them at the end.
    """
    items.sort(key=turn)
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark and not (mark.args or mark.kwargs):
            item.add_marker(EVERY_STORE, append=False)
        elif not mark and "db" in getattr(item, "fixturenames", ()):
            item.add_marker(EVERY_STORE)


def turn(item):
    if item.get_closest_marker("server"):
        return 0
    return 1 if item.module.__name__ in LONG else 2


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """After the owner built the tables, the tests go on as the application's role.

    Tests run inside transactions, so the aliases of one database share one connection here:
    the window must see what the publisher wrote and has not committed.
    """
    with django_db_blocker.unblock():
        furnish()
        if connection.vendor == "postgresql":
            become_application()
    mirrors = [alias for alias in connections if connections[alias].settings_dict["TEST"]["MIRROR"]]
    for alias in mirrors:
        connections[alias].close()
        connections[alias] = connections["published"]
    yield
    for alias in mirrors:
        del connections[alias]
    with django_db_blocker.unblock():
        for store in database_roles.STORES:
            connections[store].close()
            connections[store].settings_dict["OPTIONS"].pop("assume_role", None)


def furnish() -> None:
    """What every installation has before its first family: the country, catalogues and roles."""
    with acting("test", reason="the country and its catalogues"), everything("test set-up"):
        load_catalogues()
        sync_roles()


def become_application() -> None:
    for store in database_roles.STORES:
        database_roles.grant(store)
        connections[store].close()
        connections[store].settings_dict["OPTIONS"]["assume_role"] = "hemayat_app"


@pytest.fixture(autouse=True)
def signed_by_the_test() -> Iterator[None]:
    """Every change has a hand; what a test prepares is signed by the test, anywhere."""
    with acting("test", reason="test"), everything("a test prepares its world"):
        yield


@pytest.fixture
def api_connection(db) -> Iterator[psycopg.Connection]:
    """A real connection of the API's own role to the published store; PostgreSQL only."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no roles.")
    place = connections["published"].settings_dict
    with psycopg.connect(
        host=place["HOST"], port=place["PORT"], dbname=place["NAME"], user="hemayat_api"
    ) as own:
        yield own
