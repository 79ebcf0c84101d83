"""While the window answers, the rest of the house is not there.

Every other database refuses to be asked, and on SQLite the engine itself lets the window's
connection read the published tables and nothing else.  On PostgreSQL the API's role has no
other grant.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any

from django.db import connections

from graphql_api.stores import BUDGET, WINDOW, published_tables

FUNCTIONS = {"count", "min", "max", "coalesce", "lower"}


class OutOfSightError(Exception):
    """The window tried to look past the published store: a fault of ours, never of a client."""


@contextmanager
def closed() -> Iterator[None]:
    """Shut everything but the window's own two stores."""
    with ExitStack() as doors:
        open_ = [connections[WINDOW], connections[BUDGET]]
        for alias in connections:
            if connections[alias] not in open_:
                doors.enter_context(connections[alias].execute_wrapper(refuse))
        if connections[WINDOW].vendor == "sqlite":
            doors.enter_context(narrowed())
        yield


def refuse(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    alias = context["connection"].alias
    message = f"The window asked the database “{alias}”, which is none of its business."
    raise OutOfSightError(message)


@contextmanager
def narrowed() -> Iterator[None]:
    """Let SQLite refuse whatever is not a plain read of a published table."""
    connections[WINDOW].ensure_connection()
    raw = connections[WINDOW].connection
    raw.set_authorizer(authorize)
    try:
        yield
    finally:
        raw.set_authorizer(None)


@lru_cache(maxsize=1)
def readable() -> frozenset[str]:
    return frozenset(published_tables())


def authorize(action: int, first: str | None, second: str | None, *where: str | None) -> int:
    """SQLite asks before each statement is prepared: what it does, and to what."""
    allowed = (
        action == sqlite3.SQLITE_SELECT
        or (action == sqlite3.SQLITE_READ and first in readable())
        or (action == sqlite3.SQLITE_FUNCTION and second in FUNCTIONS)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
