"""What has to be done next, by whom and by when: the tasks of the cartables.

Times follow the programme's own indicators (K03, K04, K16): first contact within three
working days, identification within ten days, an answer to a family within 48 hours.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from audit.calendar import add_working_days, in_tehran
from permissions.reach import everything
from registry.models import Association, Family, Membership, Task
from registry.models.task import TaskQuerySet

WORKING_DAYS = {
    Task.Kind.FIRST_CONTACT: 3,
    Task.Kind.VERIFY: 5,
    Task.Kind.APPROVE_ASSESSMENT: 3,
    Task.Kind.DECIDE_NEEDS: 5,
    Task.Kind.APPROVE_PUBLICATION: 3,
    Task.Kind.REVIEW_CHANGE: 3,
    Task.Kind.HAND_OVER: 5,
    Task.Kind.REROUTE: 1,
    Task.Kind.CHECK_LOCATION: 2,
    Task.Kind.OVER_CAPACITY: 2,
    Task.Kind.CHECK_DUPLICATE: 5,
    Task.Kind.URGENT: 0,
}
AT_LEAST = timedelta(hours=4)  # for what begins in the evening and cannot wait for the morning
DAYS = {
    Task.Kind.IDENTIFY: 10,
    Task.Kind.ASSESS: 15,
    Task.Kind.ANSWER_MESSAGE: 2,
    Task.Kind.CONFIRM_DATA: 7,
    Task.Kind.AFTERCARE_PLAN: 7,
    Task.Kind.REVIEW_COVERAGE: 90,
}
NATIONAL = frozenset(
    {
        Task.Kind.REROUTE,
        Task.Kind.CHECK_LOCATION,
        Task.Kind.OVER_CAPACITY,
        Task.Kind.CHECK_DUPLICATE,
    }
)
# What takes a second pair of eyes waits for anybody but the one who did the first half.
FOR_A_COLLEAGUE = frozenset(
    {Task.Kind.VERIFY, Task.Kind.APPROVE_ASSESSMENT, Task.Kind.APPROVE_PUBLICATION}
)


def due(kind: str, since: datetime) -> datetime:
    """When a task of this kind that begins now has to be done: a moment, in UTC."""
    if kind in DAYS:
        return since + timedelta(days=DAYS[Task.Kind(kind)])
    day = add_working_days(in_tehran(since).date(), WORKING_DAYS[Task.Kind(kind)])
    end_of_day = in_tehran(since).replace(hour=18, minute=0, second=0, microsecond=0)
    return max(end_of_day.replace(year=day.year, month=day.month, day=day.day), since + AT_LEAST)


def open_task(
    family: Family,
    kind: Task.Kind,
    *,
    since: datetime | None = None,
    cause: str = "",
    assignee: Any = None,
) -> Task:
    """Put a task into the cartable it belongs to; one that is open already stays as it is.

    `cause` tells apart several tasks of one kind, such as two messages of one family.
    """
    # An association may ask the national desk, and sees nothing of what lies there.
    with everything("a task of the national desk") if kind in NATIONAL else nullcontext():
        return _opened(family, kind, since or timezone.now(), cause, assignee)


def _opened(family: Family, kind: Task.Kind, since: datetime, cause: str, assignee: Any) -> Task:
    association: Association | None = None if kind in NATIONAL else family.association
    whatever = Task.objects.open().filter(family=family, kind=kind)
    found = (of_cause(family, kind, cause) if cause else whatever).first()
    if found is not None:
        return found
    count = Task.objects.filter(family=family, kind=kind).count()
    if assignee is None and kind not in NATIONAL | FOR_A_COLLEAGUE:
        assignee = keeper(family)
    return Task.objects.create(
        association=association,
        family=family,
        kind=kind,
        key=f"{family.pk}:{kind}:{count}:{cause}" if cause else f"{family.pk}:{kind}:{count}",
        opened_at=since,
        due_at=due(kind, since),
        assignee=assignee,
    )


def keeper(family: Family) -> Any:
    """Who keeps the file and still works here; the tasks of a file without one are free."""
    if family.worker is None or not family.worker.is_active:
        return None
    here = Membership.objects.keeping_files(family.association).filter(user=family.worker)
    return family.worker if here.exists() else None


def free_tasks_of(user: Any, association: Association) -> None:
    """Somebody who works on files here no longer leaves what is open to her colleagues."""
    if not Membership.objects.keeping_files(association).filter(user=user).exists():
        hers = Task.objects.open().filter(association=association, assignee=user)
        hers.update(assignee=None, updated_at=timezone.now())


def of_cause(family: Family, kind: Task.Kind, cause: str = "") -> TaskQuerySet:
    """The open tasks of a kind that this cause asked for, or that nothing in particular did."""
    key = rf"^{family.pk}:{kind}:[0-9]+"
    key += f":{cause}$" if cause else "$"
    return Task.objects.open().filter(family=family, kind=kind, key__regex=key)


def complete(family: Family, kinds: Iterable[Task.Kind]) -> None:
    """What these open tasks asked for has been done."""
    end(Task.objects.open().filter(family=family, kind__in=list(kinds)), Task.Status.DONE)


def end(tasks: TaskQuerySet, status: Task.Status) -> None:
    """These tasks are done, or nobody needs them any more."""
    now = timezone.now()
    tasks.update(status=status, done_at=now, updated_at=now)


def cancel_all(family: Family, *, but: Iterable[Task.Kind] = ()) -> None:
    """The file has ended: nothing is left to do but what outlives it, at the desk neither."""
    with everything("tasks of the national desk"):
        left = Task.objects.open().filter(family=family).exclude(kind__in=list(but))
        end(left, Task.Status.CANCELLED)


def cancel(family: Family, kinds: Iterable[Task.Kind]) -> None:
    """Nobody has to do this any more."""
    end(Task.objects.open().filter(family=family, kind__in=list(kinds)), Task.Status.CANCELLED)


def move(family: Family) -> None:
    """The cartable of the former association forgets the file; the new one remembers it.

    What waits still waits there, as long as it has waited, and in nobody's hands yet.  While the
    file is on its way the national desk has it.
    """
    tasks = Task.objects.filter(family=family).exclude(kind__in=NATIONAL)
    tasks.update(association=family.association, updated_at=timezone.now())
    tasks.open().update(assignee=None)
