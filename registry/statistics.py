"""Numbers for the start page and the reports: kept by the database, and only read here.

Nothing here goes through files.  Every change of a file adds its lines to the tallies, in the
same transaction; what depends on the clock, such as what is late, is kept by its day, so that
time passes by reading on.  Every function takes what one person may count, and no more.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from audit.calendar import TEHRAN, day_in_tehran, is_persian, jalali, month_bounds, year_bounds
from permissions.reach import Reach
from permissions.vocabulary import Permission, Place
from registry.models import Family, Tally, Task

FRESH_DAYS = 90  # the data of a family are confirmed this often (S33)
SETTLED_DAYS = 30  # after this long, a registration should have been verified (K05)
WINDOW_DAYS = 90  # waiting times are those of the families registered in this span
LOOKED_BACK = 400  # days of which each is asked for by itself: more than a year of either calendar
WAITS = ("referral", "contact", "identification")
BY_DAY = ("opened", "open_since", "registered_on", "settled_on", "confirmed")


@dataclass(frozen=True)
class Share:
    """Some of all.  Of nothing there is no share, neither 0 nor 100 percent."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        return round(100 * self.part / self.whole, 1) if self.whole else None


@dataclass(frozen=True)
class Wait:
    """How long families waited: half of them at most `median`, nine in ten at most `p90`."""

    median: timedelta | None
    p90: timedelta | None
    done: int
    not_yet: int


@dataclass(frozen=True)
class Flow:
    """Where the files of some families stand."""

    open: int
    today: int
    this_month: int
    awaiting_contact: int
    without_worker: int
    stale: int
    verified: Share
    assessed: Share
    fresh: Share


class Kept:
    """What one person may count: lines of the tallies, and the rows behind them."""

    def __init__(self, lines: Any, families: Any, tasks: Any) -> None:
        self.lines, self.families, self.tasks = lines, families, tasks
        self._waited: dict[date, dict[str, list[tuple[int, int]]]] = {}

    @cached_property
    def totals(self) -> dict[tuple[str, int], int]:
        """What does not depend on a day, by measure and step."""
        rows = self.lines.filter(day=None).exclude(measure="kept_by").values_list("measure", "step")
        return {(measure, step): n for measure, step, n in rows.annotate(n=Sum("amount"))}

    @cached_property
    def days(self) -> dict[str, dict[date, int]]:
        """What happened on each of the days that are looked back on."""
        begin = timezone.localdate() - timedelta(days=LOOKED_BACK)
        rows = self.lines.filter(measure__in=BY_DAY, day__gte=begin).values_list("measure", "day")
        found: dict[str, dict[date, int]] = {measure: {} for measure in BY_DAY}
        for measure, day, n in rows.annotate(n=Sum("amount")):
            found[measure][day] = n
        return found

    def waited(self, begin: date) -> dict[str, list[tuple[int, int]]]:
        """Of all waits at once: how many families waited how long, from that day on."""
        if begin not in self._waited:
            measures = [f"{name}_{end}" for name in WAITS for end in ("done", "waiting")]
            rows = self.lines.filter(measure__in=measures, day__gte=begin).order_by("step")
            found: dict[str, list[tuple[int, int]]] = {measure: [] for measure in measures}
            for measure, step, n in rows.values_list("measure", "step").annotate(n=Sum("amount")):
                found[measure].append((step, n))
            self._waited[begin] = found
        return self._waited[begin]

    def workloads(self, most: int) -> list[tuple[int, int]]:
        """The accounts that keep most open files, with how many."""
        rows = self.lines.filter(measure="kept_by").values_list("step")
        return list(rows.annotate(n=Sum("amount")).filter(n__gt=0).order_by("-n", "step")[:most])

    def total(self, measure: str, step: int = 0) -> int:
        return self.totals.get((measure, step), 0)

    def since(self, measure: str, first: date, before: date = date.max) -> int:
        """Of the days from the first on; of a day that is not among the last 400, nothing."""
        return sum(n for day, n in self.days[measure].items() if first <= day < before)


def counted_for(user: Any) -> Kept:
    """What this person may count; no file is opened by it.

    Whoever holds the permission at associations counts those, and not a province besides: a
    family may belong to both.
    """
    permission = Permission.VIEW_REPORTS
    families = Family.access.where(Family.objects.all(), user, permission)
    tasks = Task.access.where(Task.objects.all(), user, permission)
    reach = Reach.of(user)
    if reach.everywhere(permission):
        return Kept(the_country(), families, tasks)
    associations = reach.ids(permission, Place.ASSOCIATION)
    places = Q(association__in=associations)
    if not associations:
        # Of a province, aftercare alone is counted; what lies on its map is everybody's.
        provinces = reach.ids(permission, Place.PROVINCE)
        places = Q(association=None, province__in=provinces) & ~Q(measure__startswith="here_")
    return Kept(Tally.objects.filter(places), families, tasks)


def the_country() -> Any:
    return Tally.objects.filter(association=None, province=None)


def begin_of_month(today: date) -> date:
    """The first day of the month, in the calendar of the reader."""
    year, month, _day = jalali(today)
    return month_bounds(year, month)[0] if is_persian() else today.replace(day=1)


def flow(kept: Kept, now: datetime | None = None) -> Flow:
    """Where the files stand (K01, K05, K06, K19, S33)."""
    today = day_in_tehran(now or timezone.now())
    young = today - timedelta(days=SETTLED_DAYS - 1)
    registered = kept.total("registered") - kept.since("registered_on", young)
    settled = kept.total("settled") - kept.since("settled_on", young)
    open_files = kept.total("open")
    fresh = kept.since("confirmed", today - timedelta(days=FRESH_DAYS))
    return Flow(
        open=open_files,
        today=kept.since("opened", today),
        this_month=kept.since("opened", begin_of_month(today)),
        awaiting_contact=kept.total("awaiting"),
        without_worker=kept.total("unassigned"),
        stale=open_files - fresh,
        verified=Share(settled, registered),
        assessed=Share(kept.total("assessed"), kept.total("verified")),
        fresh=Share(fresh, open_files),
    )


def begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=TEHRAN)


def wait(kept: Kept, name: str, now: datetime | None = None) -> Wait:
    """Median and ninth tenth of a span between two steps (K02–K04, S34).

    Kept as they are said: in minutes, hours or days.  Imported files are left out: their dates
    say when they were typed in, not what happened.
    """
    begin = day_in_tehran(now or timezone.now()) - timedelta(days=WINDOW_DAYS)
    waited = kept.waited(begin)
    steps = [(step, n) for step, n in waited[f"{name}_done"] if n]
    waiting = sum(n for _step, n in waited[f"{name}_waiting"])
    count = sum(n for _step, n in steps)
    if not count:
        return Wait(None, None, 0, waiting)
    median = _at(steps, (count - 1) // 2)
    return Wait(median, _at(steps, (9 * count - 1) // 10), count, waiting)


def _at(steps: list[tuple[int, int]], place: int) -> timedelta:
    """The span of the family at this place in the row, from the shortest wait on."""
    for step, n in steps:
        if place < n:
            return timedelta(seconds=step)
        place -= n
    return timedelta(seconds=steps[-1][0])


def newly_covered(kept: Kept, year: int) -> int:
    """Families whose first coverage began in this Jalali year (K08)."""
    first, after = year_bounds(year)
    begun = kept.lines.filter(measure="covered", day__gte=first, day__lt=after)
    found: int = begun.aggregate(n=Sum("amount"))["n"] or 0
    return found


def late(kept: Kept, now: datetime | None = None) -> int:
    """Open tasks whose time has gone by (K17): those of past days, and of today until now."""
    now = now or timezone.now()
    today = day_in_tehran(now)
    past = kept.lines.filter(measure="task", day__lt=today).aggregate(n=Sum("amount"))["n"]
    of_today: int = kept.tasks.filter(late_today(now)).count()
    return (past or 0) + of_today


def late_today(now: datetime) -> Q:
    begin = begin_of(day_in_tehran(now))
    return Q(status=Task.Status.OPEN, due_at__gte=begin, due_at__lt=now)


def cartable(tasks: Any, user: Any, now: datetime | None = None) -> dict[str, int]:
    """How many open tasks are new, late, due next, and this person's own (K17)."""
    now = now or timezone.now()
    return dict(
        tasks.open().aggregate(
            all=Count("pk"),
            new=Count("pk", filter=new_tasks()),
            late=Count("pk", filter=late_tasks(now)),
            next=Count("pk", filter=next_tasks(now)),
            mine=Count("pk", filter=Q(assignee=user.pk)),
            unassigned=Count("pk", filter=Q(assignee=None)),
        )
    )


def new_tasks() -> Q:
    return Q(kind=Task.Kind.FIRST_CONTACT)


def late_tasks(now: datetime) -> Q:
    return Q(due_at__lt=now)


def next_tasks(now: datetime) -> Q:
    """Not late yet, and due by the end of the day after tomorrow."""
    return Q(due_at__gte=now, due_at__lt=begin_of(day_in_tehran(now) + timedelta(days=3)))


def by_province(now: datetime | None = None) -> dict[int, tuple[int, int]]:
    """Open files, and files of the last thirty days, of the families that live in a province."""
    begin = day_in_tehran(now or timezone.now()) - timedelta(days=30)
    here = Tally.objects.filter(association=None).exclude(province=None)
    rows = here.filter(measure="here_open") | here.filter(measure="here_opened", day__gte=begin)
    found: dict[int, tuple[int, int]] = {}
    sums = rows.values_list("province", "measure").annotate(n=Sum("amount"))
    for province, measure, n in sums:
        open_files, new = found.get(province, (0, 0))
        found[province] = (n, new) if measure == "here_open" else (open_files, n)
    return found


def late_by_association(kept: Kept, now: datetime | None = None) -> dict[int | None, int]:
    """Late tasks of each association of the country."""
    now = now or timezone.now()
    past = Tally.objects.filter(measure="task", day__lt=day_in_tehran(now))
    sums = past.exclude(association=None).values_list("association").annotate(n=Sum("amount"))
    found: dict[int | None, int] = dict(sums)
    today = kept.tasks.filter(late_today(now)).order_by().values("association")
    for association, n in today.annotate(n=Count("pk")).values_list("association", "n"):
        found[association] = found.get(association, 0) + n
    return found
