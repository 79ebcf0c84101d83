"""Finding rows by words of their search keys, on registers of any size.

On PostgreSQL the words are looked up in a trigram index by a function of the owner's: row-level
security lets no index answer `LIKE` before it has judged the row, so that the plain query reads
every row of the register.  The function judges the rows that match by the same condition.
On SQLite the keys are read through from end to end, out of an index that holds nothing else.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import truncate_name
from django.db.models import F

from permissions import rls
from permissions.access import access_of
from permissions.ways import LONGEST_NAME
from registry.models import Family, Member, Prisoner
from registry.text import fold

MOST = 300  # whoever gets more adds a word
TRIGRAM = 3
SEARCHED: tuple[type[models.Model], ...] = (Family, Member, Prisoner)


def words_of(text: str) -> list[str]:
    """What was typed, in the one spelling of the search keys."""
    return [word for word in map(fold, text.split()) if word]


def matching(model: type[models.Model], words: Sequence[str], user: Any) -> list[int]:
    """Rows whose key holds all the words, as far as this person's work reaches."""
    if not words:
        return []
    connection = connections[router.db_for_read(model)]
    patterns = patterns_of(connection, words)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {function_of(model)}(%s, %s)", [patterns, MOST + 1])  # noqa: S608 -- our own name
            return [row[0] for row in cursor.fetchall()]
    rows = access_of(model).narrow(model._default_manager.all(), user, "view")
    for word in words:
        rows = rows.filter(search_key__contains=word)
    # As a sum, so that the keys are read and not the rows, one by one in this order.
    newest = rows.order_by((F("pk") + 0).desc()).values_list("pk", flat=True)
    return list(newest[: MOST + 1])


def patterns_of(connection: BaseDatabaseWrapper, words: Iterable[str]) -> list[str]:
    """What `LIKE` is given.  Too short a word has no trigrams: alone, it has to begin the key."""
    escaped = [(word, connection.ops.prep_for_like_query(word)) for word in words]
    if all(len(word) < TRIGRAM for word, _pattern in escaped):
        return [f"{pattern}%" for _word, pattern in escaped]
    return [f"%{pattern}%" for _word, pattern in escaped]


def function_of(model: type[models.Model]) -> str:
    return str(truncate_name(f"search_{model._meta.db_table}", LONGEST_NAME))


def install(connection: BaseDatabaseWrapper) -> None:
    """Write the functions anew; what they let through follows the policies."""
    with connection.cursor() as cursor:
        for model in SEARCHED:
            cursor.execute(definition(model))


def definition(model: type[models.Model]) -> str:
    """Always by the trigrams: told that only so many rows are wanted, PostgreSQL would rather go
    through the register until it has met them, which takes long for all but the commonest names.
    """
    table = f'"{model._meta.db_table}"'
    condition = rls.policy_of(model).plain
    return f"""
        CREATE OR REPLACE FUNCTION {function_of(model)}(patterns text[], most integer)
        RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
        SET search_path FROM CURRENT SET enable_seqscan = off SET enable_indexscan = off AS $body$
        DECLARE pattern text; wanted text := '';
        BEGIN
          FOREACH pattern IN ARRAY patterns LOOP
            wanted := wanted || format(' AND {table}.search_key LIKE %L', pattern);
          END LOOP;
          RETURN QUERY EXECUTE $query$SELECT {table}.id FROM {table} WHERE ({condition})$query$
            || wanted || ' LIMIT ' || most;
        END $body$
    """  # noqa: S608 -- our own names and declarations; what was typed is quoted by format()
