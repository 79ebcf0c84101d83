"""Prisoners and what happened to them.  Why they are in prison is nowhere."""

from datetime import date, datetime, timedelta
from random import Random

from registry.models import CustodyEvent, Prison, Prisoner
from registry.services.demo.people import as_typed, first_name, last_name, national_id
from registry.services.demo.timeline import moment
from registry.services.standing import derive

Kind = CustodyEvent.Kind
RELEASES, HOW_OFTEN = CustodyEvent.Release.values, (30, 22, 16, 12, 6, 10, 4)
WOMEN, OVERDUE = 0.06, 0.1
CONVICTED, MOVED, ON_LEAVE, LENIENT = 0.65, 0.12, 0.1, 0.06


def prisoner(chance: Random, number: int, prison: Prison, detained: date) -> Prisoner:
    """A person in custody since that day."""
    sex = "f" if chance.random() < WOMEN else "m"
    return Prisoner(
        first_name=as_typed(chance, first_name(chance, sex)),
        last_name=as_typed(chance, last_name(chance)),
        father_name=first_name(chance, "m"),
        national_id=national_id(number),
        birth_year=detained.year - chance.randint(20, 58),
        sex=sex,
        marital=chance.choices(("married", "single", "divorced", "widowed"), (80, 8, 9, 3))[0],
        dependants=chance.choices(range(1, 7), (20, 26, 27, 16, 8, 3))[0],
        prison=prison,
        prisoner_no=f"{prison.code}-{chance.randint(10_000, 99_999)}",
        detained_on=detained,
        expected_release_on=detained + timedelta(days=chance.randint(400, 3600)),
    )


def custody(
    chance: Random, person: Prisoner, former: Prison, today: date, *, released: bool
) -> list[CustodyEvent]:
    """The events of a custody, in their order; where the person stands follows from them."""
    assert person.detained_on is not None
    last: datetime | None = moment(chance, person.detained_on, office_hours=False)
    kinds: list[str] = [Kind.ADMISSION]
    if released or chance.random() < CONVICTED:
        kinds.append(Kind.CONVICTION)
    if chance.random() < MOVED:
        kinds.append(Kind.TRANSFER)
    kinds += _ending(chance, released=released)
    events = []
    for kind in kinds:
        if last is not None:
            events.append(_event(chance, person, kind, last, today))
            last = _moment_after(chance, last, today)
    if any(event.kind == Kind.TRANSFER for event in events):
        for event in events[: kinds.index(Kind.TRANSFER)]:
            event.prison = former
    state = derive(events, today)
    person.custody_status, person.detained_on = state.status, state.detained_on
    person.due_back_on = state.due_back_on
    return events


def _ending(chance: Random, *, released: bool) -> list[str]:
    """What the latest event is, beside admission and conviction."""
    if released:
        return [Kind.RELEASE]
    lot = chance.random()
    if lot < ON_LEAVE:
        return [Kind.LEAVE_START]
    return [chance.choice((Kind.SEMI_OPEN, Kind.E_MONITOR))] if lot < ON_LEAVE + LENIENT else []


def _day_of_return(chance: Random, left: date, today: date) -> date | None:
    """Most are due in the days to come, few are overdue, and for the others no day was set."""
    due = left + timedelta(days=chance.randint(4, 30))
    return due if due >= today or chance.random() < OVERDUE else None


def _moment_after(chance: Random, before: datetime, today: date) -> datetime | None:
    """A later day, if there is one before today."""
    left = (today - before.date()).days - 1
    if left < 2:  # noqa: PLR2004 -- yesterday is too soon for another event
        return None
    return moment(
        chance,
        before.date() + timedelta(days=chance.randint(2, min(left, 400))),
        office_hours=False,
    )


def _event(chance: Random, person: Prisoner, kind: str, at: datetime, today: date) -> CustodyEvent:
    return CustodyEvent(
        prisoner=person,
        kind=kind,
        prison=person.prison,
        at=at,
        release_kind=chance.choices(RELEASES, HOW_OFTEN)[0] if kind == Kind.RELEASE else "",
        due_back_on=_day_of_return(chance, at.date(), today) if kind == Kind.LEAVE_START else None,
        document_no=f"{person.prisoner_no[-5:]}/{at:%m%d}",
        source=CustodyEvent.Source.IMPORTED,
    )
