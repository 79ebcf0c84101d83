"""The triggers as SQLite speaks them.

SQLite keeps the text of each trigger as it was given, so the text is compared.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from audit.tracked import UNSIGNED, Tracked

NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now') || '000'"  # the form Django writes, in UTC
SIGNATURE = {
    "history_user_id": "nullif(app_setting('app.actor'), '')",
    "history_change_reason": "nullif(app_setting('app.reason'), '')",
    "actor_name": "app_setting('app.actor_name')",
    "actor_role": "app_setting('app.actor_role')",
    "actor_place": "app_setting('app.actor_place')",
    "request_id": "app_setting('app.request')",
}


def wanted(table: Tracked, schema: str) -> dict[str, str]:
    """The triggers of one table and of its past, by name."""
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in table.compared)
    return dict(
        (
            _recording(table, "INSERT", "NEW", "+"),
            _recording(table, "UPDATE", "NEW", "~", when=f"WHEN {differs} "),
            _recording(table, "DELETE", "OLD", "-"),
            _refusing(table.past, "UPDATE", when=""),
            _refusing(table.past, "DELETE", when=""),
            # INSERT OR REPLACE would throw the old row away without a word.
            _refusing(
                table.past,
                "INSERT",
                when=f'WHEN NEW.history_id IN (SELECT history_id FROM "{table.past}") ',  # noqa: S608 -- our own names
            ),
        )
    )


def _recording(table: Tracked, verb: str, row: str, kind: str, when: str = "") -> tuple[str, str]:
    name = f"audit_{verb.lower()}_{table.table}"
    columns = [*table.copied, "history_date", "history_type", *SIGNATURE]
    values = [f'{row}."{column}"' for column in table.copied]
    values += [NOW, f"'{kind}'", *SIGNATURE.values()]
    return name, "\n".join(
        (
            f'CREATE TRIGGER "{name}" AFTER {verb} ON "{table.table}" {when}BEGIN',
            f"  SELECT RAISE(ABORT, 'unsigned change of {table.table} refused: {UNSIGNED}')",
            "    WHERE app_setting('app.actor_name') = '';",
            f'  INSERT INTO "{table.past}" ({_list(columns)})',
            f"  VALUES ({', '.join(values)});",
            "END",
        )
    )


def _refusing(past: str, verb: str, when: str) -> tuple[str, str]:
    name = f"audit_keep_{verb.lower()}_{past}"
    return name, (
        f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{past}" {when}BEGIN '
        f"SELECT RAISE(ABORT, 'history is append-only: {verb} on {past} refused'); END"
    )


def _list(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def found(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers of ours that stand in the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'trigger' AND name LIKE 'audit\\_%' ESCAPE '\\'"
        )
        return dict(cursor.fetchall())


def schema_of(connection: BaseDatabaseWrapper) -> str:
    return "main"


def create(cursor: Any, name: str, sql: str) -> None:
    drop(cursor, name)
    cursor.execute(sql)


def drop(cursor: Any, name: str) -> None:
    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')


def fire_on_replace(sender: object, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Without this, INSERT OR REPLACE removes the row it replaces and no trigger sees it."""
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA recursive_triggers = ON")
