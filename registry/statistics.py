"""Numbers for the start page and the reports.  They are counted by the database and only read.

Every function takes rows that are narrowed already: whose they are is not decided here.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone

from audit.calendar import TEHRAN, day_in_tehran, jalali, month_bounds, year_bounds
from permissions.vocabulary import Permission
from registry.models import Coverage, Family, Task

FRESH_DAYS = 90  # the data of a family are confirmed this often (S33)
SETTLED_DAYS = 30  # after this long, a registration should have been verified (K05)
WINDOW_DAYS = 90  # waiting times are those of the families registered in this span


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


def counted_for(user: Any) -> "tuple[Any, Any]":
    """The families and the tasks whose numbers this person may read; no file is opened by it."""
    permission = Permission.VIEW_REPORTS
    families = Family.access.where(Family.objects.all(), user, permission)
    return families, Task.access.where(Task.objects.all(), user, permission)


def flow(families: Any, now: datetime | None = None) -> Flow:
    """One pass over the files (K01, K05, K06, K19, S33)."""
    now = now or timezone.now()
    today = day_in_tehran(now)
    year, month, _day = jalali(today)
    is_open = ~Q(status__in=Family.ENDED)
    settled = Q(opened_at__lte=now - timedelta(days=SETTLED_DAYS), source=Family.Source.REGISTERED)
    fresh = is_open & Q(last_confirmed_on__gte=today - timedelta(days=FRESH_DAYS))
    verified = Q(verified_at__isnull=False)
    counts = families.aggregate(
        open=Count("pk", filter=is_open),
        today=Count("pk", filter=Q(opened_at__gte=begin_of(today))),
        this_month=Count("pk", filter=Q(opened_at__gte=begin_of(month_bounds(year, month)[0]))),
        awaiting_contact=Count("pk", filter=Q(status=Family.Status.REFERRED)),
        without_worker=Count("pk", filter=is_open & Q(worker=None)),
        settled=Count("pk", filter=settled),
        settled_verified=Count("pk", filter=settled & verified),
        verified=Count("pk", filter=verified),
        assessed=Count("pk", filter=verified & Q(assessed_at__isnull=False)),
        fresh=Count("pk", filter=fresh),
    )
    return Flow(
        open=counts["open"],
        today=counts["today"],
        this_month=counts["this_month"],
        awaiting_contact=counts["awaiting_contact"],
        without_worker=counts["without_worker"],
        stale=counts["open"] - counts["fresh"],
        verified=Share(counts["settled_verified"], counts["settled"]),
        assessed=Share(counts["assessed"], counts["verified"]),
        fresh=Share(counts["fresh"], counts["open"]),
    )


def begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=TEHRAN)


def wait(
    families: Any, end: str, *, start: str = "referred_at", now: datetime | None = None
) -> Wait:
    """Median and ninth tenth of a span between two steps (K02–K04, S34).

    Imported files are left out: their dates say when they were typed in, not what happened.
    """
    now = now or timezone.now()
    # By the opening, which is indexed: the country's families of ninety days, not all of them.
    begun = families.filter(
        source=Family.Source.REGISTERED, opened_at__gte=now - timedelta(days=WINDOW_DAYS)
    )
    ended = begun.filter(**{f"{end}__isnull": False})
    span = ExpressionWrapper(F(end) - F(start), output_field=DurationField())
    spans = ended.annotate(span=span).order_by("span").values_list("span", flat=True)
    counts = begun.aggregate(
        done=Count("pk", filter=Q(**{f"{end}__isnull": False})),
        not_yet=Count("pk", filter=Q(**{f"{end}__isnull": True}) & ~Q(status__in=Family.ENDED)),
    )
    done = counts["done"]
    if not done:
        return Wait(None, None, 0, counts["not_yet"])
    return Wait(spans[(done - 1) // 2], spans[(9 * done - 1) // 10], done, counts["not_yet"])


def newly_covered(families: Any, year: int) -> int:
    """Families whose first coverage began in this Jalali year (K08)."""
    first, after = year_bounds(year)
    begun = Coverage.objects.filter(since__gte=begin_of(first), since__lt=begin_of(after))
    earlier = Coverage.objects.filter(family=OuterRef("family"), since__lt=begin_of(first))
    began = begun.filter(~Exists(earlier), family__in=families.order_by())
    found: int = began.aggregate(families=Count("family", distinct=True))["families"]
    return found


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


def by_county(families: Any, now: datetime | None = None) -> dict[int, tuple[int, int]]:
    """Open files, and files of the last thirty days, of each county: one grouped query."""
    now = now or timezone.now()
    rows = (
        families.order_by()
        .values("county")
        .annotate(
            open=Count("pk", filter=~Q(status__in=Family.ENDED)),
            new=Count("pk", filter=Q(opened_at__gte=now - timedelta(days=30))),
        )
        .values_list("county", "open", "new")
    )
    return {county: (open_files, new) for county, open_files, new in rows}


def late_by_association(tasks: Any, now: datetime | None = None) -> dict[int | None, int]:
    rows = tasks.open().filter(late_tasks(now or timezone.now())).order_by()
    return dict(rows.values("association").annotate(n=Count("pk")).values_list("association", "n"))
