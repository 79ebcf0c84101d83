"""Numbers for the start page and the reports: kept by the database, and only read here.

Nothing here goes through files.  Every change of a file adds its lines to the tallies, in the
same transaction; what depends on the clock, such as what is late, is kept by its day, so that
time passes by reading on.  Every function takes what one person may count, and no more.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Q, Sum, Value, When
from django.utils import timezone

from audit.calendar import TEHRAN, day_in_tehran, is_persian, jalali, month_bounds, year_bounds
from permissions.reach import Reach
from permissions.vocabulary import Permission, Place
from registry.models import Family, Tally, Task
from registry.network_counts import of_the_network
from registry.services.freshness import FRESH_DAYS

SETTLED_DAYS = 30  # after this long, a registration should have been verified (K05)
WINDOW_DAYS = 90  # waiting times are those of the families registered in this span
LOOKED_BACK = 400  # days of which each is asked for by itself: more than a year of either calendar
WAITS = ("referral", "contact", "identification")
WAITED = tuple(f"{name}_{end}" for name in WAITS for end in ("done", "waiting"))
# Association, province, measure, step, day, number.
Sums = tuple[int | None, int | None, str, int, date | None, int]
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

    def __init__(self, lines: Any, families: Any, tasks: Any, *, network: bool = False) -> None:
        self.lines, self.families, self.tasks = lines, families, tasks
        # Whether the numbers of each association and province are wanted as well.
        self.network = network
        self.today = day_in_tehran(timezone.now())
        self.year = jalali(self.today)[0]

    @cached_property
    def sums(self) -> list[Sums]:
        """Whatever a start page shows, in one question: places, measure, step, day and number.

        By its day only where each of the days looked back on is asked for by itself.
        """
        first, after = year_bounds(self.year)
        wanted = Q(day=None)
        if self.network:
            wanted &= ~Q(measure="kept_by")  # the accounts of the whole country
        wanted |= Q(measure__in=BY_DAY, day__gte=self.today - timedelta(days=LOOKED_BACK))
        wanted |= Q(measure__in=WAITED, day__gte=self.today - timedelta(days=WINDOW_DAYS))
        wanted |= Q(measure="covered", day__gte=first, day__lt=after)
        wanted |= Q(measure="task", day__lt=self.today)
        nowhere = Value(None, BigIntegerField())
        by_day, places = Q(measure__in=BY_DAY), (nowhere, nowhere)
        rows = self.lines.filter(wanted)
        if self.network:
            rows |= Tally.objects.filter(of_the_network(self.today))
            by_day &= Q(association=None)
            places = (F("association"), F("province"))  # type: ignore[assignment]  # of two kinds
        keyed = rows.order_by().annotate(at=places[0], within=places[1])
        keyed = keyed.annotate(on=Case(When(by_day, then=F("day"))))
        keys = ("at", "within", "measure", "step", "on")
        return list(keyed.values_list(*keys).annotate(n=Sum("amount")))

    @cached_property
    def own(self) -> dict[tuple[str, int, date | None], int]:
        """Of these, what is not told by places, by measure, step and day."""
        return {
            (measure, step, on): n
            for at, within, measure, step, on, n in self.sums
            if at is None and within is None
        }

    @cached_property
    def days(self) -> dict[str, dict[date, int]]:
        """What happened on each of the days that are looked back on."""
        found: dict[str, dict[date, int]] = {measure: {} for measure in BY_DAY}
        for (measure, _step, day), n in self.own.items():
            if day is not None:
                found[measure][day] = n
        return found

    @cached_property
    def late_today(self) -> dict[int | None, int]:
        """Tasks of today whose hour has gone by, of each association."""
        return self.late_by(timezone.now())

    def late_by(self, now: datetime) -> dict[int | None, int]:
        rows = self.tasks.filter(late_today(now)).order_by().values("association")
        return dict(rows.annotate(n=Count("pk")).values_list("association", "n"))

    def waited(self, begin: date) -> dict[str, list[tuple[int, int]]]:
        """Of all waits at once: how many families waited how long, from that day on."""
        found: dict[str, list[tuple[int, int]]] = {measure: [] for measure in WAITED}
        if begin == self.today - timedelta(days=WINDOW_DAYS):
            told = [(measure, step, n) for (measure, step, _on), n in self.own.items()]
        else:
            rows = self.lines.filter(measure__in=WAITED, day__gte=begin)
            told = list(rows.values_list("measure", "step").annotate(n=Sum("amount")))
        for measure, step, n in sorted(told):
            if measure in found:
                found[measure].append((step, n))
        return found

    def workloads(self, most: int) -> list[tuple[int, int]]:
        """The accounts that keep most open files, with how many."""
        if self.network:
            rows = self.lines.filter(measure="kept_by").values_list("step")
            found = rows.annotate(n=Sum("amount")).filter(n__gt=0)
            return list(found.order_by("-n", "step")[:most])
        kept = [(step, n) for (measure, step, _on), n in self.own.items() if measure == "kept_by"]
        most_first = sorted(kept, key=lambda each: (-each[1], each[0]))
        return [each for each in most_first if each[1] > 0][:most]

    def total(self, measure: str, step: int = 0) -> int:
        return self.own.get((measure, step, None), 0)

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
        return Kept(the_country(), families, tasks, network=True)
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
    if year == kept.year:
        return kept.total("covered")
    first, after = year_bounds(year)
    begun = kept.lines.filter(measure="covered", day__gte=first, day__lt=after)
    found: int = begun.aggregate(n=Sum("amount"))["n"] or 0
    return found


def late(kept: Kept, now: datetime | None = None) -> int:
    """Open tasks whose time has gone by (K17): those of past days, and of today until now."""
    today = day_in_tehran(now or timezone.now())
    of_today = sum((kept.late_by(now) if now else kept.late_today).values())
    if today == kept.today:
        return kept.total("task") + of_today
    past = kept.lines.filter(measure="task", day__lt=today).aggregate(n=Sum("amount"))["n"]
    return (past or 0) + of_today


def late_today(now: datetime) -> Q:
    begin = begin_of(day_in_tehran(now))
    return Q(status=Task.Status.OPEN, due_at__gte=begin, due_at__lt=now)
