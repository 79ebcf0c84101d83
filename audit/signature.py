"""Whose hand is at work: the signature under every change.

    with acting("publish", reason="the weekly release"):
        ...

The signature travels on the connection (`permissions.connection`), and the database itself
writes it beside each change.  A change that nobody signs is refused there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from permissions import connection

Post = tuple[str, str]  # a person's roles, by their codes, and the names of her place

VISITOR = "visitor"  # somebody with a browser and no account, who has shown nothing yet
FAMILY = "family"  # behind the link of a prisoner, or its own code and PIN
WORKER = "background worker"  # does the long work that people asked for
DEMO = "load_demo"


@dataclass(frozen=True)
class Hand:
    """Who acts, kept as plain values, so that it outlives accounts, roles and associations."""

    name: str
    reason: str
    user_id: int | None = None
    role: str = ""
    place: str = ""
    request_id: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            msg = "A signature needs a name; say who or what is acting."
            raise ValueError(msg)


_hand: ContextVar[Hand | None] = ContextVar("hand", default=None)


def current_hand() -> Hand | None:
    """The hand at work, or None: then nothing can be changed."""
    return _hand.get()


@contextmanager
def signed(hand: Hand) -> Iterator[None]:
    """Sign every change made inside with this hand."""
    token = _hand.set(hand)
    try:
        yield
    finally:
        _hand.reset(token)


@contextmanager
def acting(
    name: str, *, reason: str, user: Any = None, role: str = "", place: str = ""
) -> Iterator[None]:
    """Sign as a command, an import, a test; inside a request the request stays named."""
    outer = current_hand()
    request_id = outer.request_id if outer else ""
    with signed(Hand(name, reason, user.pk if user else None, role, place, request_id)):
        yield


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Give the reason of the changes made inside; the hand stays the same."""
    hand = current_hand()
    if hand is None:
        msg = "Nobody is acting here; sign with acting(…) before giving a reason."
        raise LookupError(msg)
    with signed(replace(hand, reason=reason)):
        yield


_tellers: list[Callable[[Any], Post]] = []


def posts_are_told_by(tell: Callable[[Any], Post]) -> None:
    """The registry knows who works where; it says so here when the house starts."""
    _tellers[:] = [tell]


def hand_of(user: Any, request_id: str) -> Hand:
    """A person with an account, as she is at this moment: name and post may change later."""
    role, place = _tellers[0](user) if _tellers else ("", "")
    name = user.get_full_name() or user.get_username()
    return Hand(name, "", user.pk, role, place, request_id)


def provide_to_connection() -> None:
    """Let the database read the signature."""
    for name, attribute in {
        "app.actor": "user_id",
        "app.actor_name": "name",
        "app.actor_role": "role",
        "app.actor_place": "place",
        "app.reason": "reason",
        "app.request": "request_id",
    }.items():
        connection.provide(name, _reader(attribute))


def _reader(attribute: str) -> "Any":
    def read() -> str:
        value = getattr(_hand.get(), attribute, None)
        return "" if value is None else str(value)

    return read
