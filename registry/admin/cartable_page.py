"""The cartable on the start page: the numbers, and the tasks that come first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from permissions.reach import Reach
from permissions.vocabulary import Permission
from registry import statistics
from registry.admin.next_step import url_of_file, url_of_next_step
from registry.admin.spans import due_in_words
from registry.models import Association, Task
from registry.models.record import in_order_of_names
from registry.money import grouped

SHOWN, SHOWN_NATIONALLY = 25, 10


@dataclass(frozen=True)
class Heap:
    """One view of the cartable: all, new, late, next or one's own."""

    key: str
    label: str
    count: str
    tone: str
    current: bool


@dataclass(frozen=True)
class Line:
    task: Task
    due: str
    tone: str
    step: str
    file: str


@dataclass(frozen=True)
class Cartable:
    heaps: list[Heap]
    lines: list[Line]
    more: int
    association: Association | None
    choices: list[Association]
    national_desk: bool


def cartable_of(request: HttpRequest, tasks: Any) -> Cartable:
    """The cartable of one's association; inspectors and the national office choose whose."""
    now = timezone.now()
    national = Reach.of(request.user).everywhere(Permission.VIEW_FAMILIES)
    choices = choices_of_the_network() if national else []
    chosen = next((row for row in choices if row.code == request.GET.get("association")), None)
    if national:
        tasks = tasks.filter(association=chosen)
    counts = statistics.cartable(tasks, request.user, now)
    key = request.GET.get("show", "all")
    heaps = _heaps(counts, key)
    current = next(heap.key for heap in heaps if heap.current)
    rows = tasks.open().filter(_condition(current, request.user, now))
    rows = rows.select_related("family", "assignee", "association").order_by("due_at", "pk")
    lines = [
        line_of(task, request.user, now) for task in rows[: SHOWN_NATIONALLY if national else SHOWN]
    ]
    return Cartable(
        heaps=heaps,
        lines=lines,
        more=max(0, counts[current] - len(lines)),
        association=chosen,
        choices=choices,
        national_desk=national and chosen is None,
    )


def choices_of_the_network() -> list[Association]:
    return list(in_order_of_names(Association.objects.select_related("county")))


def _heaps(counts: dict[str, int], key: str) -> list[Heap]:
    labels = {
        "all": (_("All open"), ""),
        "new": (_("New families"), ""),
        "late": (_("Late"), "late"),
        "next": (_("Due next"), "soon"),
        "mine": (_("Mine"), ""),
    }
    current = key if key in labels else "all"
    return [
        Heap(name, label, grouped(counts[name]), tone if counts[name] else "", name == current)
        for name, (label, tone) in labels.items()
    ]


def _condition(key: str, user: Any, now: datetime) -> Q:
    return {
        "all": Q(),
        "new": statistics.new_tasks(),
        "late": statistics.late_tasks(now),
        "next": statistics.next_tasks(now),
        "mine": Q(assignee=user.pk),
    }[key]


def line_of(task: Task, user: Any, now: datetime) -> Line:
    today = timezone.localdate(task.due_at) == timezone.localdate(now)
    tone = "late" if task.due_at < now else "soon" if today else ""
    due = due_in_words(task.due_at, now)
    return Line(task, due, tone, url_of_next_step(task, user), url_of_file(task))
