"""The cartable on the start page: the numbers, and the tasks that come first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.money import grouped
from permissions.reach import Reach
from permissions.vocabulary import Permission, Place
from registry import cartable_counts, taking
from registry.admin.spans import due_in_words
from registry.admin.steps.next_step import url_of_file, url_of_next_step
from registry.models import Association, Task
from registry.models.record import in_order_of_names

SHOWN, SHOWN_NATIONALLY = 25, 10
SHOWN_OF_A_TASK = (
    *("kind", "due_at", "family__contact_name", "family__code"),
    *("assignee__username", "assignee__first_name", "assignee__last_name"),
)
LEFT_AT = "cartable"  # where the session keeps which heap somebody looked at last


@dataclass(frozen=True)
class Heap:
    """One view of the cartable: what one can take up, one's own, new, late, next or all."""

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
    own: bool
    all_open: str


def cartable_of(request: HttpRequest, tasks: Any) -> Cartable:
    """The cartable of one's association; inspectors and the national office choose whose."""
    now = timezone.now()
    national = Reach.of(request.user).everywhere(Permission.VIEW_FAMILIES)
    choices = choices_of_the_network() if national else []
    chosen = next((row for row in choices if row.code == request.GET.get("association")), None)
    if national:
        tasks = tasks.filter(association=chosen)
    places, at_the_desk = _places(request.user, chosen), national and chosen is None
    if at_the_desk:
        counts = cartable_counts.at_the_desk(tasks, request.user, now)
    else:
        counts = cartable_counts.of_associations(places, tasks, request.user, now)
    takes = _takes_tasks(request.user)
    refused = taking.refused(places, request.user) if takes else []
    counts["own"] -= len(refused)
    if not takes:
        del counts["own"]
    heaps = _heaps(counts, _looked_at(request, counts))
    current = next(heap.key for heap in heaps if heap.current)
    rows = tasks.open().select_related("family", "assignee").only(*SHOWN_OF_A_TASK)
    most = SHOWN_NATIONALLY if national else SHOWN
    if current == "own":
        shown = taking.first(rows, request.user, most, refused)
    else:
        shown = list(_heap_of(current, rows, request.user, now)[:most])
    lines = [line_of(task, request.user, now) for task in shown]
    return Cartable(
        heaps=heaps,
        lines=lines,
        more=max(0, counts[current] - len(lines)),
        association=chosen,
        choices=choices,
        national_desk=at_the_desk,
        own=current == "own",
        all_open=grouped(counts["all"]),
    )


def _places(user: Any, chosen: Association | None) -> frozenset[int]:
    """The association chosen, or one's own; of the national desk, none."""
    if chosen is not None:
        return frozenset({chosen.pk})
    return Reach.of(user).ids(Permission.VIEW_FAMILIES, Place.ASSOCIATION)


def _takes_tasks(user: Any) -> bool:
    """Whose day is the tasks themselves; whoever leads or looks on begins with all of them."""
    return Reach.of(user).somewhere(Permission.CONTACT_FAMILIES, (Place.ASSOCIATION,))


def _looked_at(request: HttpRequest, counts: dict[str, int]) -> str:
    """The heap that is asked for; else the one looked at last, as the lists remember it too."""
    asked = request.GET.get("show", "")
    if asked not in LABELS or asked not in counts:
        kept = str(request.session.get(LEFT_AT, ""))
        return kept if kept in counts else "own" if "own" in counts else "all"
    if asked != request.session.get(LEFT_AT):
        request.session[LEFT_AT] = asked
    return asked


def choices_of_the_network() -> list[Association]:
    """All associations, with as much of them as start pages say."""
    rows = Association.objects.select_related("county")
    return list(in_order_of_names(rows.only("code", "name_fa", "name_en", "county__province")))


LABELS = {
    "own": (_("Mine and free"), ""),
    "mine": (_("Mine"), ""),
    "new": (_("New families"), ""),
    "late": (_("Late"), "late"),
    "next": (_("Due next"), "soon"),
    "all": (_("All open"), ""),
}


def _heaps(counts: dict[str, int], current: str) -> list[Heap]:
    return [
        Heap(name, str(label), grouped(counts[name]), tone if counts[name] else "", name == current)
        for name, (label, tone) in LABELS.items()
        if name in counts
    ]


def _heap_of(key: str, tasks: Any, user: Any, now: datetime) -> Any:
    """The tasks of a heap, in the order in which they are looked at."""
    condition = {
        "all": Q(),
        "new": cartable_counts.new_tasks(),
        "late": cartable_counts.late_tasks(now),
        "next": cartable_counts.next_tasks(now),
        "mine": Q(assignee=user.pk),
    }[key]
    return tasks.filter(condition).order_by("due_at", "pk")


def line_of(task: Task, user: Any, now: datetime) -> Line:
    today = timezone.localdate(task.due_at) == timezone.localdate(now)
    tone = "late" if task.due_at < now else "soon" if today else ""
    due = due_in_words(task.due_at, now)
    return Line(task, due, tone, url_of_next_step(task, user), url_of_file(task))
