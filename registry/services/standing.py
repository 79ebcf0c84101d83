"""Where a prisoner stands: derived from all his events in the order in which they happened.

So one that is entered late is as good as one entered in time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from audit.calendar import in_tehran
from registry.models import CustodyEvent, Prisoner
from registry.models.prisoner import OUT

Kind = CustodyEvent.Kind
Custody = Prisoner.Custody
ARRIVALS = (Kind.ADMISSION, Kind.READMISSION)
MOVES = (*ARRIVALS, Kind.TRANSFER)
WHILE_ON_LEAVE = (Kind.CONVICTION, Kind.TRANSFER)  # can be told of somebody who is not there
REGIMES = {Kind.SEMI_OPEN: Custody.SEMI_OPEN, Kind.E_MONITOR: Custody.E_MONITOR}
SIMPLE = {
    Kind.LEAVE_START: Custody.ON_LEAVE,
    Kind.RELEASE: Custody.RELEASED,
    Kind.DEATH: Custody.DECEASED,
}
# Who is out on bail may be convicted, and anybody may die; everything else needs a return.
AFTER_RELEASE = (*ARRIVALS, Kind.CONVICTION, Kind.DEATH)


class Happened(Protocol):
    """An event, stored or only foretold, as far as it moves a prisoner."""

    @property
    def pk(self) -> int | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def prison_id(self) -> int: ...
    @property
    def due_back_on(self) -> date | None: ...


@dataclass(frozen=True)
class State:
    """Where a prisoner stands after some events."""

    status: str = Custody.REMAND
    convicted: bool = False
    regime: str = ""
    prison: int | None = None
    detained_on: date | None = None
    due_back_on: date | None = None

    @property
    def inside(self) -> str:
        """What he is when he is there: after a leave, what he was before it."""
        return self.regime or (Custody.CONVICTED if self.convicted else Custody.REMAND)

    def on(self, day: date) -> "State":
        """As it is on that day: who has not come back when he was due is absent."""
        overdue = self.due_back_on is not None and self.due_back_on < day
        absent = overdue and self.status == Custody.ON_LEAVE
        return replace(self, status=Custody.ABSENT) if absent else self

    def allows(self, kind: str) -> bool:
        """Whether this can happen to somebody who stands here."""
        if self.status == Custody.RELEASED:
            return kind in AFTER_RELEASE
        return self.status != Custody.DECEASED


def derive(events: Iterable[Happened], on: date) -> State:
    """The state on that day after these events, whatever the order in which they were entered.

    An event that can no longer be, since a release or a death before it came to be known later,
    moves nothing.
    """
    state = State()
    for event in sorted(events, key=lambda event: (event.at, event.pk or 0)):
        if state.allows(event.kind):
            state = replace(_after(state, event), due_back_on=_due_back(state, event))
    return state.on(on)


def _due_back(state: State, event: Happened) -> date | None:
    """A new leave has its own day of return, or none; a judgment or a paper ends no leave."""
    if event.kind == Kind.LEAVE_START:
        return event.due_back_on
    return state.due_back_on if event.kind in WHILE_ON_LEAVE else None


def _after(state: State, event: Happened) -> State:
    kind = Kind(event.kind)
    if kind in ARRIVALS:
        begins = state.detained_on is None or state.status in OUT
        since = in_tehran(event.at).date() if begins else state.detained_on
        state = replace(state, regime="", prison=event.prison_id, detained_on=since)
        return replace(state, status=state.inside)
    if kind == Kind.CONVICTION:
        status = Custody.CONVICTED if state.status == Custody.REMAND else state.status
        return replace(state, status=status, convicted=True)
    if kind == Kind.TRANSFER:
        return replace(state, prison=event.prison_id)
    if kind == Kind.LEAVE_END:
        return replace(state, status=state.inside)
    if kind in REGIMES:
        return replace(state, status=REGIMES[kind], regime=REGIMES[kind])
    return replace(state, status=SIMPLE[kind])
