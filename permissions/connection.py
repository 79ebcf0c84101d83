"""What every statement carries with it: who acts, why, and how far she may reach.

The database itself writes the history and, on PostgreSQL, guards the rows; both ask the
connection for the answer.  A part of the house that has such an answer *provides* it:

    provide("app.actor", lambda: "17")

On PostgreSQL the values travel as settings of the connection (`current_setting('app.actor')`),
on SQLite a trigger asks for them directly (`app_setting('app.actor')`).  A connection opened
outside the house has neither: there, every signed write fails.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

_providers: dict[str, Callable[[], str]] = {}


def provide(name: str, read: Callable[[], str]) -> None:
    """Let the database read a value under this name; `read` answers in the current context."""
    _providers[name] = read


def read(name: str) -> str:
    """What the connection would say now; empty when nobody provides it."""
    return _providers[name]() if name in _providers else ""


class Courier:
    """Takes the values to PostgreSQL, and sends them again only when they may have changed.

    A value set inside a transaction is taken back when the transaction, or the savepoint
    around it, rolls back.  So what was sent inside a block counts only within that block,
    and a rollback to a savepoint forgets it.
    """

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.sent: dict[str, str] | None = None
        self.block: object | None = None

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        if str(sql).startswith("ROLLBACK TO SAVEPOINT"):
            self.sent = None
            return execute(sql, params, many, context)
        self.deliver(context)
        return execute(sql, params, many, context)

    def deliver(self, context: Any) -> None:
        blocks = self.connection.atomic_blocks
        block = blocks[0] if blocks else None
        now = {name: read() for name, read in _providers.items()}
        if now == self.sent and (self.block is None or self.block is block):
            return
        # Read the raw cursor: going through the wrapper again would never end.
        cursor = context["cursor"].cursor
        calls = ", ".join("set_config(%s, %s, false)" for _ in now)
        cursor.execute(f"SELECT {calls}", [word for pair in now.items() for word in pair])
        self.sent, self.block = now, block


def equip(sender: object, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Give each new connection its way to ask."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("app_setting", 1, read)
    else:
        connection.execute_wrappers[:] = [
            wrapper for wrapper in connection.execute_wrappers if not isinstance(wrapper, Courier)
        ]
        connection.execute_wrappers.append(Courier(connection))


def install() -> None:
    connection_created.connect(equip, dispatch_uid="permissions.connection.equip")
