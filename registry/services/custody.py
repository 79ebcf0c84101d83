"""What happens to a prisoner: recorded by one door, his state and his families' following."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.calendar import in_tehran
from permissions.access import access_of
from permissions.reach import everything
from registry.errors import RuleError
from registry.models import CustodyEvent, Prison, Prisoner
from registry.services.aftercare import follow
from registry.services.standing import ARRIVALS, MOVES, Custody, Happened, Kind, State, derive

Release = CustodyEvent.Release


@dataclass(frozen=True)
class Particulars:
    """What is told of an event beside what happened, when and where."""

    document_no: str = ""
    release_kind: str = ""
    due_back_on: date | None = None


NOTHING_MORE = Particulars()


def record_event(
    *,
    prisoner: Prisoner,
    kind: str,
    at: datetime,
    prison: Prison | None = None,
    particulars: Particulars = NOTHING_MORE,
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
    return tell(prisoner=prisoner, kind=kind, at=at, prison=prison, particulars=particulars, by=by)


def tell(
    *,
    prisoner: Prisoner,
    kind: str,
    at: datetime,
    prison: Prison | None,
    particulars: Particulars,
    by: Any,
) -> CustodyEvent:
    """The same, once somebody has asked whether this person may."""
    with (
        everything("an event may take a prisoner away, and concerns families of any association"),
        transaction.atomic(),
    ):
        prisoner = Prisoner.objects.select_for_update().get(pk=prisoner.pk)
        past = list(prisoner.events.all())
        require_past(at)
        require_fitting(kind, at, particulars, by=by)
        here = prisoner.prison_id
        require_possible(here, past, kind, at, prison.pk if prison else None)
        event = CustodyEvent(
            prisoner=prisoner,
            kind=kind,
            at=at,
            prison_id=prison.pk if prison else (place_at(here, past, at) or here),
            document_no=particulars.document_no,
            release_kind=release_kind_of(kind, particulars),
            due_back_on=particulars.due_back_on,
            source=CustodyEvent.Source.MANUAL if by is not None else CustodyEvent.Source.FEED,
        )
        return _settle(event, past)


def _settle(event: CustodyEvent, past: list[CustodyEvent]) -> CustodyEvent:
    """Store the event, where the prisoner stands after it, and what that is to his families."""
    event.save()
    prisoner = event.prisoner
    before = prisoner.custody_status
    _keep(prisoner, [*past, event])
    follow(prisoner, before)
    return event


@transaction.atomic
def stand_anew(pk: int) -> Prisoner:
    """Where he stands today: a day that has passed may have moved him, without any event."""
    prisoner = Prisoner.objects.select_for_update().get(pk=pk)
    _keep(prisoner, list(prisoner.events.all()))
    return prisoner


def require_past(at: datetime) -> None:
    """What has not happened yet is not recorded."""
    if at > timezone.now():
        raise RuleError(
            _("Nothing was recorded: the event lies in the future. Correct its date and time."),
            code="in_the_future",
        )


def require_fitting(kind: str, at: datetime, particulars: Particulars, *, by: Any) -> None:
    """What is told besides belongs to this kind of event; see the two rules."""
    require_kind_of_release(kind, particulars, by=by)
    require_day_of_return(kind, at, particulars.due_back_on)


def require_day_of_return(kind: str, at: datetime, due_back_on: date | None) -> None:
    """Whoever goes on leave may be due back on a day, not before that of his leaving."""
    if due_back_on is not None and kind != Kind.LEAVE_START:
        raise RuleError(
            _("Nothing was recorded: only a leave has a day of return. Leave it empty."),
            code="no_leave",
        )
    if due_back_on is not None and due_back_on < in_tehran(at).date():
        raise RuleError(
            _("Nothing was recorded: the day of return lies before the leave begins. Correct it."),
            code="back_before_leave",
        )


def require_kind_of_release(kind: str, particulars: Particulars, *, by: Any) -> None:
    """A release has its kind; whoever enters one by hand says it, or that nobody told."""
    if particulars.release_kind and kind != Kind.RELEASE:
        raise RuleError(
            _("Nothing was recorded: only a release has a kind of release. Leave it empty."),
            code="no_release",
        )
    if by is not None and kind == Kind.RELEASE and not particulars.release_kind:
        raise RuleError(
            _(
                "Nothing was recorded: choose the kind of the release; “not told”, if the "
                "letter does not say it."
            ),
            code="release_kind_missing",
        )


def release_kind_of(kind: str, particulars: Particulars) -> str:
    """A file that does not tell it is kept as not telling it: a guess would read as knowledge."""
    return particulars.release_kind or (Release.NOT_TOLD if kind == Kind.RELEASE else "")


def require_possible(
    prison: int, past: Sequence[Happened], kind: str, at: datetime, to: int | None
) -> None:
    """Refuse what cannot have happened then, after what is known to have happened before."""
    if stands_in(past, kind, at):
        raise RuleError(
            _("Nothing was recorded: this event stands in the list already."),
            code="recorded_already",
        )
    before = until(past, at)
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
    if kind == Kind.TRANSFER and to in (None, place_at(prison, past, at)):
        raise RuleError(
            _(
                "The transfer was not recorded: choose the prison the prisoner is taken to, "
                "another one than where he was at that time."
            ),
            code="prison_missing",
        )


def stands_in(past: Sequence[Happened], kind: str, at: datetime) -> bool:
    """Known already; an admission and a readmission at one moment are one arrival."""
    same = ARRIVALS if kind in ARRIVALS else (kind,)
    return any(event.at == at and event.kind in same for event in past)


def place_at(prison: int, past: Sequence[Happened], at: datetime) -> int | None:
    """Where he was then, who is in this prison now; nothing where only later moves are known."""
    before = until(past, at).prison
    moved = any(event.kind in MOVES for event in past)
    return before if moved else prison


def until(past: Sequence[Happened], at: datetime) -> State:
    """Where he stood then, after what is known to have happened before."""
    return derive((event for event in past if event.at <= at), in_tehran(at).date())


def _keep(prisoner: Prisoner, events: list[CustodyEvent]) -> None:
    state = derive(events, timezone.localdate())
    prisoner.custody_status = state.status
    prisoner.due_back_on = state.due_back_on
    prisoner.detained_on = state.detained_on
    if state.prison is not None:
        prisoner.prison_id = state.prison
    derived = ("custody_status", "detained_on", "due_back_on", "prison")
    prisoner.save(update_fields=[*derived, "updated_at"])
