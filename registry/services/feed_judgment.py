"""What a line of a file comes to: new, known already, or refused; before and when it is recorded.

The check foretells what the recording will find: each line is held against what is stored and
against the lines before it.  It never looks beyond the prisons of its sender, and so tells of an
admission that it is new, also where the recording will find the person in another prison
(`registry.services.rearrest`): a file could else ask about a whole country, and leave no trace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from registry.models import CustodyEvent, Prisoner
from registry.services import custody
from registry.services.feed import Desk, Line, refusal
from registry.services.standing import Happened, derive

NEW, KNOWN, REFUSED = "new", "known", "refused"
WHY = "a feed may tell of somebody whom another prison holds by now"
BEHIND_ALL_STORED = 10**15  # of two events at one moment, the file's comes later
Past = dict[int, list[CustodyEvent]]  # by prisoner


@dataclass(frozen=True)
class Known:
    """Whom a line means: where he is, and what has happened to him as far as its sender knows."""

    prison_id: int
    events: Sequence[Happened]


def events_of(people: dict[tuple[str, ...], list[Prisoner]], desk: Desk) -> Past:
    """What the person knows of these prisoners: of one who has left, nothing after he left."""
    prisoners = {prisoner.pk: prisoner for found in people.values() for prisoner in found}
    past: Past = {pk: [] for pk in prisoners}
    for event in CustodyEvent.objects.filter(prisoner__in=prisoners).order_by("at", "pk"):
        past[event.prisoner_id].append(event)
    return {
        pk: events if prisoners[pk].prison_id in desk.held else until_left(events, desk)
        for pk, events in past.items()
    }


def until_left(events: list[CustodyEvent], desk: Desk) -> list[CustodyEvent]:
    """Up to the transfer that took him out of these prisons."""
    here = [place for place, event in enumerate(events) if event.prison_id in desk.held]
    end = here[-1] + 1 if here else 0
    left = events[end : end + 1]
    return events[:end] + [event for event in left if event.kind == CustodyEvent.Kind.TRANSFER]


def judge(line: Line, found: Sequence[Known], desk: Desk) -> str:
    """New or known already; or a refusal, with its reason."""
    if len(found) > 1:
        raise refusal(_("Several prisoners fit. Record this event by hand, on the right page."))
    if not found:
        if not admits(line):
            raise refusal(
                _(
                    "No prisoner of yours fits. An admission with first name, last name and "
                    "marital status records a new one."
                )
            )
        return NEW
    known = found[0]
    if custody.stands_in(known.events, line.kind, line.at):
        return KNOWN
    if known.prison_id not in desk.held:
        if admits(line) and line.person["national_id"]:
            return NEW  # whether he was released elsewhere is found when it is recorded, not here
        raise refusal(_("The prisoner is not held in your prison any more."))
    custody.require_possible(known.prison_id, known.events, line.kind, line.at, line.to_prison)
    return NEW


def admits(line: Line) -> bool:
    """Whether the line tells enough to admit somebody who is in no list of its sender's."""
    needed = ("first_name", "last_name", "marital")
    return line.kind == CustodyEvent.Kind.ADMISSION and all(line.person[n] for n in needed)


@dataclass(frozen=True, slots=True)
class Foretold:
    """An event of an earlier line.  A file has many: nothing is kept that moves nobody."""

    pk: int
    kind: str
    at: datetime
    prison_id: int
    due_back_on: date | None


class Foresight:
    """What the lines before it will have come to, for each line of a file; nothing is stored.

    People are known by their key; somebody whom the file itself brings, by a number below zero.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.events: dict[int, list[Foretold]] = {}
        self.newcomers: dict[tuple[str, ...], set[int]] = {}

    def expect(self, line: Line, found: list[Prisoner], past: Past) -> str:
        """What recording the line would come to, after the lines before it."""
        stored = {each.pk: Known(each.prison_id, past[each.pk]) for each in found}
        people = {**stored, **dict.fromkeys(self.newcomers.get(line.who, ()), None)}
        known = {pk: self.after_the_lines_before(pk, stored.get(pk)) for pk in people}
        outcome = judge(line, list(known.values()), self.desk)
        if outcome == NEW:
            pk, whom = next(iter(known.items()), (0, None))
            self.foretell(line, pk or self.bring(line), whom)
        return outcome

    def after_the_lines_before(self, pk: int, stored: Known | None) -> Known:
        foretold = self.events.get(pk, [])
        before: Sequence[Happened] = stored.events if stored else ()
        events = [*before, *foretold]
        place = derive(events, timezone.localdate()).prison if foretold else None
        return Known(place or (stored.prison_id if stored else foretold[0].prison_id), events)

    def bring(self, line: Line) -> int:
        """A newcomer, found by his national ID and by his number from the next line on."""
        pk = -line.number
        names = [line.who, ("", line.number_there)] if line.person["prisoner_no"] else [line.who]
        for name in names:
            self.newcomers.setdefault(name, set()).add(pk)
        return pk

    def foretell(self, line: Line, pk: int, known: Known | None) -> None:
        place = line.taken_to
        if place is None and known is not None:
            place = custody.place_at(known.prison_id, known.events, line.at) or known.prison_id
        event = Foretold(
            pk=BEHIND_ALL_STORED + line.number,
            kind=line.kind,
            at=line.at,
            prison_id=line.prison if place is None else place,
            due_back_on=line.particulars.due_back_on,
        )
        self.events.setdefault(pk, []).append(event)
