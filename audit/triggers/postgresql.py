"""The triggers as PostgreSQL speaks them.

PostgreSQL tells each function and trigger in a form of its own; ours are written in exactly
that form, so that the texts can be compared.  A function belongs to whoever migrates and
works with her rights: the role of the application writes no history by itself.
"""

import re
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import truncate_name

from audit.tracked import UNSIGNED, Tracked

LONGEST_NAME = 63
KEEPER = "audit_append_only"
SIGNATURE = {
    "history_user_id": "nullif(current_setting('app.actor', true), '')::bigint",
    "history_change_reason": "nullif(current_setting('app.reason', true), '')",
    "actor_name": "current_setting('app.actor_name', true)",
    "actor_role": "coalesce(current_setting('app.actor_role', true), '')",
    "actor_place": "coalesce(current_setting('app.actor_place', true), '')",
    "request_id": "coalesce(current_setting('app.request', true), '')",
}
KINDS = "CASE TG_OP WHEN 'INSERT' THEN '+' WHEN 'UPDATE' THEN '~' ELSE '-' END"


def wanted(table: Tracked, schema: str) -> dict[str, str]:
    """The functions and triggers of one table and of its past, by name."""
    recorder = truncate_name(f"audit_{table.table}", LONGEST_NAME)
    return {
        f"function {KEEPER}": _function(schema, KEEPER, _refusal()),
        f"function {recorder}": _function(schema, recorder, _record(table)),
        f"trigger audit_record on {table.table}": (
            "CREATE TRIGGER audit_record AFTER INSERT OR DELETE OR UPDATE"
            f" ON {schema}.{_name(table.table)}"
            f" FOR EACH ROW EXECUTE FUNCTION {_name(recorder)}()"
        ),
        f"trigger audit_keep on {table.past}": (
            "CREATE TRIGGER audit_keep BEFORE DELETE OR UPDATE OR TRUNCATE"
            f" ON {schema}.{_name(table.past)}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {KEEPER}()"
        ),
    }


def _function(schema: str, name: str, body: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {schema}.{_name(name)}()\n"
        " RETURNS trigger\n LANGUAGE plpgsql\n SECURITY DEFINER\n"
        f" SET search_path TO '{schema}', 'pg_temp'\n"
        f"AS $function$\n{body}\n$function$\n"
    )


def _record(table: Tracked) -> str:
    columns = [*table.copied, "history_date", "history_type", *SIGNATURE]
    values = [f'kept."{column}"' for column in table.copied]
    values += ["clock_timestamp()", KINDS, *SIGNATURE.values()]
    old, new = (", ".join(f'{row}."{each}"' for each in table.compared) for row in ("OLD", "NEW"))
    names = ", ".join(f'"{each}"' for each in columns)
    return "\n".join(
        (
            f'DECLARE kept "{table.table}"%ROWTYPE;',
            "BEGIN",
            f"  IF TG_OP = 'UPDATE' AND ROW({old}) IS NOT DISTINCT FROM ROW({new}) THEN",
            "    RETURN NULL;",
            "  END IF;",
            "  IF coalesce(current_setting('app.actor_name', true), '') = '' THEN",
            f"    RAISE EXCEPTION 'unsigned change of {table.table} refused: {UNSIGNED}'",
            "      USING ERRCODE = 'integrity_constraint_violation';",
            "  END IF;",
            "  IF TG_OP = 'DELETE' THEN kept := OLD; ELSE kept := NEW; END IF;",
            f'  INSERT INTO "{table.past}" ({names})',
            f"  VALUES ({', '.join(values)});",
            "  RETURN NULL;",
            "END",
        )
    )


def _refusal() -> str:
    return """BEGIN
  RAISE EXCEPTION 'history is append-only: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END"""


def _name(name: str) -> str:
    """Quoted only where PostgreSQL itself would quote it."""
    return name if re.fullmatch(r"[a-z_][a-z0-9_]*", name) else f'"{name}"'


def found(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The functions and triggers of ours that stand in the database, switched off or not."""
    with connection.cursor() as cursor:
        # A function that anybody may call could be hung on a table of his own to forge history.
        cursor.execute(
            """SELECT 'function ' || proname, pg_get_functiondef(oid)
                 || CASE WHEN has_function_privilege('public', oid, 'EXECUTE')
                    THEN '-- open to everybody' ELSE '' END
               FROM pg_proc
               WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'audit\\_%'
               UNION ALL
               SELECT 'trigger ' || tgname || ' on ' || relname, pg_get_triggerdef(t.oid)
                 || CASE tgenabled WHEN 'O' THEN '' ELSE ' -- switched off' END
               FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
               WHERE relnamespace = current_schema()::regnamespace AND tgname LIKE 'audit\\_%'"""
        )
        return dict(cursor.fetchall())


def schema_of(connection: BaseDatabaseWrapper) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        return str(cursor.fetchone()[0])


def create(cursor: Any, name: str, sql: str) -> None:
    if name.startswith("trigger "):
        drop(cursor, name)
        cursor.execute(sql)
    else:
        cursor.execute(sql)
        cursor.execute(f'REVOKE EXECUTE ON FUNCTION "{name.split()[1]}"() FROM PUBLIC')


def drop(cursor: Any, name: str) -> None:
    kind, thing, *rest = name.split()
    if kind == "trigger":
        cursor.execute(f'DROP TRIGGER IF EXISTS "{thing}" ON "{rest[-1]}"')
    else:
        cursor.execute(f'DROP FUNCTION IF EXISTS "{thing}"() CASCADE')
