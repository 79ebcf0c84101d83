"""What happens to a prisoner, and what follows for his families.

The prisoner's state is derived from all his events in the order in which they happened, so
that one that is entered late is as good as one entered in time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.calendar import in_tehran
from permissions.access import access_of
from permissions.reach import everything
from registry.errors import RuleError
from registry.models import (
    CustodyEvent,
    Family,
    Kinship,
    Prison,
    Prisoner,
    Task,
)
from registry.models.prisoner import OUT
from registry.services.cartable import open_task
from registry.services.closure import go_on
from registry.services.duplicates import closed_as_duplicate
from registry.services.stages import locked

Kind = CustodyEvent.Kind
Custody = Prisoner.Custody
ARRIVALS = (Kind.ADMISSION, Kind.READMISSION)
MOVES = (*ARRIVALS, Kind.TRANSFER)
REGIMES = {Kind.SEMI_OPEN: Custody.SEMI_OPEN, Kind.E_MONITOR: Custody.E_MONITOR}
SIMPLE = {
    Kind.LEAVE_START: Custody.ON_LEAVE,
    Kind.RELEASE: Custody.RELEASED,
    Kind.DEATH: Custody.DECEASED,
}
# Who is out on bail may be convicted, and anybody may die; everything else needs a return.
AFTER_RELEASE = (*ARRIVALS, Kind.CONVICTION, Kind.DEATH)


@dataclass(frozen=True)
class State:
    """Where a prisoner stands after some events."""

    status: str = Custody.REMAND
    convicted: bool = False
    regime: str = ""
    prison: int | None = None
    detained_on: date | None = None

    @property
    def inside(self) -> str:
        """What he is when he is there: after a leave, what he was before it."""
        return self.regime or (Custody.CONVICTED if self.convicted else Custody.REMAND)

    def allows(self, kind: str) -> bool:
        """Whether this can happen to somebody who stands here."""
        if self.status == Custody.RELEASED:
            return kind in AFTER_RELEASE
        return self.status != Custody.DECEASED


def derive(events: Iterable[CustodyEvent]) -> State:
    """The state after these events, whatever the order in which they were entered.

    An event that can no longer be, since a release or a death before it came to be known later,
    moves nothing.
    """
    state = State()
    for event in sorted(events, key=lambda event: (event.at, event.pk or 0)):
        if state.allows(event.kind):
            state = _after(state, event)
    return state


def _after(state: State, event: CustodyEvent) -> State:
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


def record_event(
    *,
    prisoner: Prisoner,
    kind: str,
    at: datetime,
    prison: Prison | None = None,
    document_no: str = "",
    by: Any = None,
) -> CustodyEvent:
    """Record what happened, and let everything that depends on it follow.

    `by` is the social worker of the prison; a feed or an import has nobody, and is trusted.
    """
    if by is not None and not access_of(Prisoner).holds(by, "change", prisoner):
        raise RuleError(
            _("Nothing was recorded: the prisoner is not held in your prison."),
            code="not_your_prison",
        )
    with (
        everything("an event may take a prisoner away, and concerns families of any association"),
        transaction.atomic(),
    ):
        prisoner = Prisoner.objects.select_for_update().get(pk=prisoner.pk)
        past = list(prisoner.events.all())
        require_past(at)
        require_possible(prisoner, past, kind, at, prison.pk if prison else None)
        event = CustodyEvent(
            prisoner=prisoner,
            kind=kind,
            at=at,
            prison_id=prison.pk if prison else (place_at(prisoner, past, at) or prisoner.prison_id),
            document_no=document_no,
            source=CustodyEvent.Source.MANUAL if by is not None else CustodyEvent.Source.FEED,
        )
        event.save()
        before = prisoner.custody_status
        _keep(prisoner, derive([*past, event]))
        _follow(prisoner, before)
    return event


def require_past(at: datetime) -> None:
    """What has not happened yet is not recorded."""
    if at > timezone.now():
        raise RuleError(
            _("Nothing was recorded: the event lies in the future. Correct its date and time."),
            code="in_the_future",
        )


def require_possible(
    prisoner: Prisoner, past: list[CustodyEvent], kind: str, at: datetime, to: int | None
) -> None:
    """Refuse what cannot have happened then, after what is known to have happened before."""
    if any((event.kind, event.at) == (kind, at) for event in past):
        raise RuleError(
            _("Nothing was recorded: this event stands in the list already."),
            code="recorded_already",
        )
    before = derive(event for event in past if event.at <= at)
    if before.status == Custody.DECEASED:
        raise RuleError(
            _("Nothing was recorded: a death is recorded before this date. Check the record."),
            code="after_death",
        )
    if not before.allows(kind):
        raise RuleError(
            _(
                "Nothing was recorded: the prisoner had been released before this date. Check "
                "the date; if he has come back, record the readmission first."
            ),
            code="after_release",
        )
    if kind == Kind.TRANSFER and to in (None, place_at(prisoner, past, at)):
        raise RuleError(
            _(
                "The transfer was not recorded: choose the prison the prisoner is taken to, "
                "another one than where he was at that time."
            ),
            code="prison_missing",
        )


def place_at(prisoner: Prisoner, past: list[CustodyEvent], at: datetime) -> int | None:
    """The prison he was in at that time; nothing where only later moves are known."""
    before = derive(event for event in past if event.at <= at).prison
    moved = any(event.kind in MOVES for event in past)
    return before if moved else prisoner.prison_id


def _keep(prisoner: Prisoner, state: State) -> None:
    prisoner.custody_status = state.status
    prisoner.detained_on = state.detained_on
    if state.prison is not None:
        prisoner.prison_id = state.prison
    prisoner.save(update_fields=["custody_status", "detained_on", "prison", "updated_at"])


def _follow(prisoner: Prisoner, before: str) -> None:
    """Release opens the time after; return brings the file back; a leave changes nothing.

    Only families that depend on him: whoever registers into an open file brings a prisoner along,
    and his release would else show the file to the aftercare officer, his return reopen it.
    """
    after = prisoner.custody_status
    dependent = Family.objects.filter(kinships__prisoner=prisoner, kinships__dependent=True)
    families = dependent.select_for_update(of=("self",))
    if after == Custody.RELEASED != before:
        for family in families:
            _after_release(family)
    elif before in OUT and after not in OUT:
        for family in families:
            _after_return(family)


def _after_release(family: Family) -> None:
    """The association goes on standing for the family, and plans the time after."""
    if _held_people(family).exists():
        return  # another of its people is still held
    family.phase = Family.Phase.AFTERCARE
    family.save(update_fields=["phase", "updated_at"])
    if family.status not in Family.ENDED:
        open_task(family, Task.Kind.AFTERCARE_PLAN)


def _held_people(family: Family) -> QuerySet[Prisoner]:
    """The people in custody on whom this family depends."""
    own = Kinship.objects.filter(family=family, dependent=True)
    return Prisoner.objects.in_custody().filter(pk__in=own.values("prisoner"))


@transaction.atomic
def count_on(*, kinship: Kinship) -> Kinship:
    """The family depends on this prisoner too: from now on the file follows him."""
    family = locked(kinship.family)
    kinship = Kinship.objects.get(pk=kinship.pk)
    if kinship.dependent:
        raise RuleError(
            _("The file follows this prisoner already. Nothing was changed."), code="already_done"
        )
    kinship.dependent = True
    kinship.save(update_fields=["dependent", "updated_at"])
    if family.phase == Family.Phase.AFTERCARE and _held_people(family).exists():
        family.phase = Family.Phase.CUSTODY
        family.save(update_fields=["phase", "updated_at"])
    return kinship


def _after_return(family: Family) -> None:
    family.phase = Family.Phase.CUSTODY
    family.save(update_fields=["phase", "updated_at"])
    if family.status == Family.Status.CLOSED and not closed_as_duplicate(family):
        go_on(family)
