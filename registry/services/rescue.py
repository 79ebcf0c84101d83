"""Jobs whose worker died: heard of no more, and taken up by somebody else."""

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext_noop
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from audit.signature import WORKER, acting
from permissions.reach import everything
from registry.models import Job
from registry.services.jobs import BOOKKEEPING, MOST_ATTEMPTS, State, broken_off, queue, workshop


def recover() -> int:
    """Take up what a dead worker left lying, and what lost its ticket."""
    silent = timezone.now() - settings.JOB_LEASE
    with everything(BOOKKEEPING), acting(WORKER, reason=gettext_noop("its worker died")):
        quiet = Job.objects.filter(beat_at__lt=silent)
        ready = DBTaskResult.objects.filter(pk=OuterRef("ticket"), status=TaskResultStatus.READY)
        strays = quiet.filter(state=State.WAITING).exclude(Exists(ready))
        left = quiet.filter(state=State.RUNNING)
        found = [*left, *strays]
        for job in found:
            with transaction.atomic():
                take_from_the_dead(job)
    return len(found)


def take_from_the_dead(job: Job) -> None:
    same = Job.objects.filter(pk=job.pk, state=job.state, attempt=job.attempt, beat_at=job.beat_at)
    now = timezone.now()
    if job.state == State.RUNNING and job.fruitless >= MOST_ATTEMPTS:
        with translation.override(job.asked_by.language):
            same.update(state=State.FAILED, finished_at=now, trouble=broken_off(), phase="")
    elif same.update(state=State.WAITING, updated_at=now):
        queue(job)


def beat() -> None:
    """The worker lives, and so does the job it is at."""
    if workshop.at_work is None:
        return
    pk, number = workshop.at_work
    with everything(BOOKKEEPING), acting(WORKER, reason=gettext_noop("heartbeat")):
        ours = Job.objects.filter(pk=pk, attempt=number, state=State.RUNNING)
        ours.update(beat_at=timezone.now())
