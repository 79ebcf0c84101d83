"""The import of custody events (S68): checked in full first, then recorded, each event once."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audit.calendar import digits
from permissions.access import access_of
from permissions.reach import everything
from registry.errors import RuleError
from registry.models import CustodyEvent, Job, Prison, Prisoner
from registry.services import custody, jobs
from registry.services.feed import AT_A_TIME, Desk, Line, read
from registry.services.feed_judgment import (
    KNOWN,
    NEW,
    REFUSED,
    WHY,
    Foresight,
    Known,
    events_of,
    judge,
)
from registry.services.job_files import folder, keep_sealed, sealed_chunks
from registry.services.jobs import BOOKKEEPING, Run, State
from registry.services.rearrest import readmit

REASON = gettext_noop("Import of custody events")
MOST_REASONS = 100  # of refused lines, kept with the job; more would be a file of their own


def may_feed(user: Any) -> bool:
    return access_of(CustodyEvent).holds_somewhere(user, "add")


def ask_for_import(*, file: Any, prison: Prison | None, by: Any) -> Job:
    """Put the file away, sealed, and have it checked; nothing is recorded by that."""
    jobs.refuse_too_many(by)
    name = f"{uuid4()}.feed"
    lines = 0

    def chunks() -> Iterable[list[Any]]:
        nonlocal lines
        chunk: list[Any] = []
        for row in read(file):
            chunk.append(row)
            lines += 1
            if len(chunk) == AT_A_TIME:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    try:
        keep_sealed(name, chunks())
        if not lines:
            raise RuleError(_("The file has no line besides the first."), code="feed_empty")
        options = {"feed": name, "prison": prison.pk if prison else None, "lines": lines}
        return jobs.ask(kind=Job.Kind.IMPORT, by=by, reason=REASON, options=options)
    except BaseException:
        (folder("feeds") / name).unlink(missing_ok=True)
        raise


def take_in(run: Run) -> None:
    """First the check of the whole file, then, when its person agreed, the recording."""
    if not (folder("feeds") / run.job.options["feed"]).exists():
        raise RuleError(
            _(
                "The file is no longer kept. Send it again; events known already are left as "
                "they are."
            ),
            code="feed_gone",
        )
    if run.job.checkpoint.get("confirmed"):
        record(run)
    else:
        check(run)


class Tally:
    """How many lines were new, known, refused; and why, for the first of them."""

    def __init__(self, kept: dict[str, Any]) -> None:
        self.counts = {name: kept.get(name, 0) for name in (NEW, KNOWN, REFUSED)}
        self.reasons: list[list[Any]] = list(kept.get("reasons", ()))

    def add(self, outcome: str, number: int = 0, reason: str = "") -> None:
        self.counts[outcome] += 1
        if reason and len(self.reasons) < MOST_REASONS:
            self.reasons.append([number, reason])

    def told(self) -> dict[str, Any]:
        return {**self.counts, "reasons": self.reasons}


def check(run: Run) -> None:
    """The whole file against what is known, without changing anything."""
    options = run.job.options
    desk, tally = Desk(run.by, options["prison"]), Tally({})
    foresight = Foresight(desk)
    run.step(phase=Job.Phase.CHECKING, done=0, total=options["lines"])
    done = 0
    for _number, rows in sealed_chunks(options["feed"]):
        lines = understood(desk, rows, tally)
        with everything(WHY):
            people = desk.candidates(lines)
            past = events_of(people, desk)
        for line in lines:
            try:
                tally.add(foresight.expect(line, people.get(line.who, []), past))
            except RuleError as refused:
                tally.add(REFUSED, line.number, str(refused))
        done += len(rows)
        run.step(done=done)
    run.ask_back(result=tally.told())


def understood(desk: Desk, rows: list[Any], tally: Tally) -> list[Line]:
    lines = []
    for row in rows:
        try:
            lines.append(desk.understand(*row))
        except RuleError as refused:
            tally.add(REFUSED, row[0], str(refused))
    return lines


def confirm(job: Job) -> None:
    """Her word: record what was found to be new."""
    now = timezone.now()
    with everything(BOOKKEEPING), transaction.atomic():
        asked = Job.objects.filter(pk=job.pk, kind=Job.Kind.IMPORT, state=State.REVIEW)
        agreed = asked.update(
            state=State.WAITING,
            updated_at=now,
            told_at=None,
            result={},
            checkpoint={"confirmed": True, "chunk": 0},
        )
        if agreed:
            jobs.queue(job)
    if not agreed:
        raise decided_already()


def decided_already() -> RuleError:
    return RuleError(
        _("Nothing was started: this file was decided on already."), code="decided_already"
    )


def require_undecided(job: Job) -> None:
    if job.kind != Job.Kind.IMPORT or job.state != State.REVIEW:
        raise decided_already()


def record(run: Run) -> None:
    """Chunk by chunk: its events and the mark behind them are stored together or not at all."""
    options, kept = run.job.options, dict(run.job.checkpoint)
    desk, tally = Desk(run.by, options["prison"]), Tally(kept)
    start = kept["chunk"]
    run.step(phase=Job.Phase.STORING, done=start * AT_A_TIME, total=options["lines"])
    for number, rows in sealed_chunks(options["feed"], after=start):
        with transaction.atomic():
            for line in understood(desk, rows, tally):
                record_line(line, desk, tally)
            kept = {"confirmed": True, "chunk": number, **tally.told()}
            run.step(done=(number - 1) * AT_A_TIME + len(rows), checkpoint=kept)
    run.finish(result=tally.told())
    (folder("feeds") / options["feed"]).unlink(missing_ok=True)


def record_line(line: Line, desk: Desk, tally: Tally) -> None:
    with everything(WHY):
        found = desk.candidates([line]).get(line.who, [])
        past = events_of({line.who: found}, desk)
    try:
        outcome = judge(line, [Known(each.prison_id, past[each.pk]) for each in found], desk)
        if outcome == NEW:
            with transaction.atomic():
                store(line, found[0] if found else None, desk)
        tally.add(outcome)
    except IntegrityError:  # somebody recorded it by hand at this very moment
        tally.add(KNOWN)
    except ValidationError as refused:
        tally.add(REFUSED, line.number, " ".join(refused.messages))


def store(line: Line, prisoner: Prisoner | None, desk: Desk) -> None:
    """The event, through the door by which every event comes, and what follows from it."""
    if prisoner is None or prisoner.prison_id not in desk.held:
        prisoner = Prisoner(prison_id=line.prison, **line.person)
        if readmit(told=prisoner, at=line.at, particulars=line.particulars, by=None):
            return
        prisoner.full_clean()
        prisoner.save()
    place = line.taken_to
    custody.record_event(
        prisoner=prisoner,
        kind=line.kind,
        at=line.at,
        prison=desk.places[place] if place else None,
        particulars=line.particulars,
    )


def tell(job: Job) -> list[str]:
    counts = {name: digits(job.result[name]) for name in (NEW, KNOWN, REFUSED)}
    if job.state == State.REVIEW:
        return [
            _(
                "%(new)s new, %(known)s known already, %(refused)s refused. Nothing has been "
                "recorded yet."
            )
            % counts
        ]
    return [_("%(new)s recorded, %(known)s known already, %(refused)s refused.") % counts]
