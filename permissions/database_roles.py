"""What each database role may do on PostgreSQL: the wall under all other walls.

The owner builds and owns the tables; nobody serves pages as the owner.  The application's
role reads and writes rows, but only reads history: that is written by the database.  The
API's role reads the published store and counts there; the registry it cannot even open.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

ORDINARY = "SELECT, INSERT, UPDATE, DELETE"
COUNTED = "SELECT, INSERT, UPDATE"
STORES = ("default", "published")


def grant(alias: str) -> list[str]:
    """Give the two roles in this store what they need and take away all else; repeatable."""
    connection = connections[alias]
    done = list(statements(connection, alias))
    with connection.cursor() as cursor:
        for statement in done:
            cursor.execute(statement)
    return done


def statements(connection: BaseDatabaseWrapper, alias: str) -> Iterator[str]:
    quote = connection.ops.quote_name
    office, window = quote(settings.APPLICATION_ROLE), quote(settings.API_ROLE)
    database = quote(str(connection.settings_dict["NAME"]))
    guests = office if alias == "default" else f"{office}, {window}"
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {office}, {window}"
    yield f"GRANT CONNECT ON DATABASE {database} TO {guests}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {office}, {window}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {office}, {window}"
    if "django_migrations" in connection.introspection.table_names():
        yield f"GRANT SELECT ON {quote('django_migrations')} TO {office}"
    for model in stored(alias):
        table = quote(model._meta.db_table)
        yield f"GRANT {rights_of_office(model)} ON {table} TO {office}"
        if rights := rights_of_window(model):
            yield f"GRANT {rights} ON {table} TO {window}"
    for sequence in sequences(connection, alias):
        yield f"GRANT USAGE, SELECT, UPDATE ON SEQUENCE {sequence} TO {office}"


def stored(alias: str) -> Iterator[type[models.Model]]:
    """The models whose tables stand in this store, those behind many-to-many fields too."""
    for model in apps.get_models(include_auto_created=True):
        if (
            model._meta.managed
            and not model._meta.proxy
            and router.allow_migrate_model(alias, model)
        ):
            yield model


def rights_of_office(model: type[models.Model]) -> str:
    return "SELECT" if is_history(model) else ORDINARY


def rights_of_window(model: type[models.Model]) -> str:
    """The API reads what is published, nothing the office keeps beside it; it writes counters."""
    home = router.db_for_read(model)
    if home == "budget":
        return COUNTED
    published = home == "published" and model._meta.app_label == "graphql_api"
    return "SELECT" if published and not is_history(model) else ""


def is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "history_object")


def sequences(connection: BaseDatabaseWrapper, alias: str) -> list[str]:
    """The numbering of ordinary tables: loading rows with given numbers moves it on."""
    names = []
    with connection.cursor() as cursor:
        for model in stored(alias):
            if is_history(model) or model._meta.pk is None:
                continue
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, model._meta.pk.column])
            names += [row[0] for row in cursor.fetchall() if row[0]]
    return names
