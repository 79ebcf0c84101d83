"""Long work: asked for in a moment, done in the background, told when it is done.

A job is a row; a ticket in the queue (django-tasks) only says "look at this row".  So a lost
or doubled ticket does no harm: whoever takes the row up raises its `attempt`, and everything a
run writes is written under that number, in the same transaction as the work itself.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Event
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_tasks import task

from audit.signature import WORKER, acting, hand_of, signed
from permissions.reach import Reach, everything, reaching
from registry.errors import RuleError
from registry.models import Job

logger = logging.getLogger(__name__)

State = Job.State
MOST_OPEN = 5  # of one person at a time
MOST_ATTEMPTS = 5  # without coming to a checkpoint
PAUSE = timedelta(seconds=5)  # before the second attempt; then twice as long each time
WEATHER = (OperationalError, InterfaceError)  # the database is away, or busy for too long
BOOKKEEPING = "the book of long work belongs to nobody's place"


class OvertakenError(Exception):
    """This run is no longer the job's: somebody stopped it, or another worker took it up."""


class InterruptedRunError(Exception):
    """The worker is being stopped; the job goes back to the queue."""


@dataclass
class Workshop:
    """What this process is doing: the heartbeat and the signals of the worker look here."""

    stopping: Event
    at_work: tuple[int, int] | None = None  # the job and its attempt


workshop = Workshop(Event())


@dataclass
class Run:
    """One attempt at a job, with the person in whose name it is done."""

    job: Job
    by: Any

    def step(self, **values: Any) -> None:
        """Note how far it has come; ends the run when it is no longer ours."""
        if workshop.stopping.is_set():
            raise InterruptedRunError
        self.write(**values)

    def finish(self, **values: Any) -> None:
        """Call it inside the transaction of the last piece of work."""
        self.write(state=State.DONE, finished_at=timezone.now(), phase="", **values)

    def ask_back(self, **values: Any) -> None:
        """The next word is the person's."""
        self.write(state=State.REVIEW, phase="", **values)

    def fail(self, trouble: str) -> None:
        self.write(state=State.FAILED, finished_at=timezone.now(), phase="", trouble=trouble)

    def write(self, **values: Any) -> None:
        values |= {"beat_at": timezone.now(), "updated_at": timezone.now()}
        if values.get("checkpoint"):
            values["fruitless"] = 0
        with everything(BOOKKEEPING):
            ours = Job.objects.filter(pk=self.job.pk, state=State.RUNNING, attempt=self.job.attempt)
            if not ours.update(**values):
                raise OvertakenError
        for name, value in values.items():
            setattr(self.job, name, value)


@dataclass(frozen=True)
class Work:
    """How a kind of job is done, and who may have it done."""

    perform: Callable[[Run], None]
    allowed: Callable[[Any], bool]
    tell: Callable[[Job], list[str]]


_works: dict[str, Work] = {}


def is_done_by(kind: str, work: Work) -> None:
    """The part of the house that knows how says so when the house starts."""
    _works[kind] = work


def allowed(kind: str, user: Any) -> bool:
    return _works[kind].allowed(user)


def told(job: Job) -> list[str]:
    """What came of it, in sentences of the reader's language."""
    return _works[job.kind].tell(job) if job.result else []


def ask(*, kind: str, by: Any, reason: str = "", options: dict[str, Any] | None = None) -> Job:
    """Put a job into the queue; it is there when the transaction is, and not before."""
    refuse_too_many(by)
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, asked_by=by, reason=reason, options=options or {})
            queue(job)
    except IntegrityError as clash:
        raise RuleError(
            _("This work is under way already. Look at it before you ask for it again."),
            code="under_way_already",
        ) from clash
    return job


def refuse_too_many(by: Any) -> None:
    if Job.objects.open().filter(asked_by=by).count() >= MOST_OPEN:
        raise RuleError(
            _(
                "You have %(number)s pieces of long work open already. Wait until one of them "
                "is done, or stop one."
            ),
            code="too_many_jobs",
            number=MOST_OPEN,
        )


def queue(job: Job, *, after: timedelta = timedelta()) -> None:
    """Give the job a ticket, in the transaction that made it wait."""
    due = timezone.now() + after if after else None
    ticket = carry_out.using(run_after=due).enqueue(job.pk)
    Job.objects.filter(pk=job.pk).update(ticket=ticket.id, beat_at=timezone.now())


@task()
def carry_out(pk: int) -> None:
    """Do the job, in the name and within the reach of whoever asked; at most one run at a time."""
    run = take_up(pk)
    if run is None:
        return
    workshop.at_work = (run.job.pk, run.job.attempt)
    hand = replace(hand_of(run.by, uuid4().hex), reason=run.job.reason)
    try:
        with signed(hand), translation.override(run.by.language):
            perform(run)
    except OvertakenError:
        logger.info("job %d was stopped, or is in other hands", run.job.pk)
    except WEATHER:
        logger.warning("job %d waits for the database", run.job.pk)  # its lease will run out
    finally:
        workshop.at_work = None


def take_up(pk: int) -> Run | None:
    """Claim a waiting job; nothing when it was stopped, or is in other hands."""
    with (
        everything(BOOKKEEPING),
        acting(WORKER, reason=gettext_noop("a job was taken up")),
        transaction.atomic(),
    ):
        now = timezone.now()
        waiting = Job.objects.filter(pk=pk, state=State.WAITING)
        if not waiting.update(
            state=State.RUNNING,
            attempt=F("attempt") + 1,
            fruitless=F("fruitless") + 1,
            beat_at=now,
            updated_at=now,
        ):
            return None
        Job.objects.filter(pk=pk, started_at=None).update(started_at=now)
        job = Job.objects.get(pk=pk)
        # Read anew: what she may do now counts, not what she might do when she asked.
        return Run(job, get_user_model().objects.get(pk=job.asked_by_id))


def perform(run: Run) -> None:
    """One attempt, and what becomes of the job when it does not come to its end."""
    try:
        if not allowed(run.job.kind, run.by):
            raise RuleError(
                _("Nothing was done: you no longer hold the role that this work needs."),
                code="reach_lost",
            )
        with reaching(Reach.of(run.by)):
            _works[run.job.kind].perform(run)
    except OvertakenError:
        raise
    except RuleError as refused:
        run.fail(str(refused))
    except InterruptedRunError:
        hand_back(run)
    except WEATHER as weather:
        logger.warning("job %d broke off: %s", run.job.pk, type(weather).__name__)
        hand_back(run, after=PAUSE * 2 ** (run.job.fruitless - 1))
    except Exception:  # a fault of ours ends one job, not the worker
        logger.exception("job %d failed", run.job.pk)
        run.fail(_("Something in the program went wrong. It was noted; try again later."))


def hand_back(run: Run, *, after: timedelta = timedelta()) -> None:
    """Let somebody else go on, from the last checkpoint."""
    with everything(BOOKKEEPING), transaction.atomic():
        if after and run.job.fruitless >= MOST_ATTEMPTS:
            run.fail(broken_off())
            return
        run.write(state=State.WAITING)
        queue(run.job, after=after)


def broken_off() -> str:
    return _("The work broke off several times. Tell the technical staff, and try again later.")


def stop(job: Job) -> None:
    """What was done stays done; what was not is left."""
    now = timezone.now()
    open_still = Job.objects.open().filter(pk=job.pk)
    with everything(BOOKKEEPING):
        stopped = open_still.update(
            state=State.CANCELLED, finished_at=now, updated_at=now, phase=""
        )
    if not stopped:
        raise ended_already()


def ended_already() -> RuleError:
    return RuleError(
        _("Nothing was stopped: this work has come to its end already."), code="ended_already"
    )


def require_open(job: Job) -> None:
    if job.state not in Job.OPEN:
        raise ended_already()


def can_go_on(job: Job) -> bool:
    return job.state in (State.FAILED, State.CANCELLED) and not job.file


def not_ended() -> RuleError:
    return RuleError(
        _("Nothing was started: only work that failed or was stopped can be taken up again."),
        code="not_ended",
    )


def require_broken_off(job: Job) -> None:
    if not can_go_on(job):
        raise not_ended()


def again(job: Job) -> None:
    """Take up what failed or was stopped, from where it broke off."""
    refuse_too_many(job.asked_by)
    now = timezone.now()
    ended = Job.objects.filter(pk=job.pk, state__in=(State.FAILED, State.CANCELLED), file="")
    fresh: dict[str, Any] = {"trouble": "", "finished_at": None, "told_at": None, "fruitless": 0}
    fresh["attempt"] = F("attempt") + 1  # a worker of before writes nothing any more
    try:
        with everything(BOOKKEEPING), transaction.atomic():
            taken = ended.update(state=State.WAITING, updated_at=now, **fresh)
            if taken:
                queue(job)
    except IntegrityError as clash:
        raise RuleError(
            _("This work is under way already. Look at it before you ask for it again."),
            code="under_way_already",
        ) from clash
    if not taken:
        raise not_ended()
