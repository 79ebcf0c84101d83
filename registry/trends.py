"""The numbers behind the pictures of the start page, each of them one grouped query.

As in `registry.statistics`, every function takes rows that are narrowed already.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from audit.calendar import MONTHS_IN_A_YEAR, day_in_tehran, gregorian, jalali
from registry.models import Assessment, Axis, Family, Tier
from registry.statistics import begin_of

# How old open files are: the days after which each span ends; the last has no end.
AGES = (30, 90, 180, 365)
MONTHS = 12


# The bands of the released scoring models; a model that moves them is counted by these.
BANDS = (("low", 0, 25), ("medium", 25, 50), ("high", 50, 75), ("critical", 75, 101))


@dataclass(frozen=True)
class Month:
    """A month of either calendar: its number, its year, and the day it begins."""

    year: int
    number: int
    begins: date


@dataclass(frozen=True)
class Files:
    """The open files of one association: how many, how new, how old, how pressing."""

    association: int | None
    open: int
    new: int
    ages: tuple[int, ...]
    tiers: dict[str, int]


def last_months(*, persian: bool, now: datetime | None = None) -> list[Month]:
    """The twelve months up to this one, in the calendar of the reader."""
    today = day_in_tehran(now or timezone.now())
    year, number = jalali(today)[:2] if persian else (today.year, today.month)
    found = []
    for back in range(MONTHS - 1, -1, -1):
        years, month = divmod(year * MONTHS_IN_A_YEAR + number - 1 - back, MONTHS_IN_A_YEAR)
        first = gregorian(years, month + 1, 1) if persian else date(years, month + 1, 1)
        found.append(Month(years, month + 1, first))
    return found


def begun_in(rows: Any, months: list[Month], column: str = "opened_at") -> list[int]:
    """How many of the rows began in each of the months."""
    bounds = [begin_of(month.begins) for month in months]
    wanted = {}
    for place, begin in enumerate(bounds):
        within = Q(**{f"{column}__gte": begin})
        if place + 1 < len(bounds):
            within &= Q(**{f"{column}__lt": bounds[place + 1]})
        wanted[f"m{place}"] = Count("pk", filter=within)
    counts = rows.filter(**{f"{column}__gte": bounds[0]}).aggregate(**wanted)
    return [counts[f"m{place}"] for place in range(len(months))]


def files_by_association(families: Any, now: datetime | None = None) -> list[Files]:
    """Open files of each association by their age and by their level."""
    now = now or timezone.now()
    edges = [now - timedelta(days=days) for days in AGES]
    spans = [
        Q(opened_at__gt=edges[0]),
        *(Q(opened_at__gt=end, opened_at__lte=begin) for begin, end in pairwise(edges)),
        Q(opened_at__lte=edges[-1]),
    ]
    ages = {f"age{place}": Count("pk", filter=span) for place, span in enumerate(spans)}
    tiers = {f"tier_{tier}": Count("pk", filter=Q(tier=tier)) for tier in (*Tier.values, "")}
    rows = (
        families.exclude(status__in=Family.ENDED)
        .order_by()
        .values("association")
        .annotate(open=Count("pk"), **ages, **tiers)
    )
    return [
        Files(
            association=row["association"],
            open=row["open"],
            new=row["age0"],
            ages=tuple(row[f"age{place}"] for place in range(len(spans))),
            tiers={tier: row[f"tier_{tier}"] for tier in (*Tier.values, "")},
        )
        for row in rows
    ]


def levels_by_axis(families: Any) -> dict[str, dict[str, int]]:
    """How many of the open, assessed files stand on each level of each axis."""
    approved = Assessment.objects.filter(status=Assessment.Status.APPROVED).order_by()
    newest = approved.filter(
        ~Exists(approved.filter(family=OuterRef("family"), pk__gt=OuterRef("pk"))),
        family__in=families.exclude(status__in=Family.ENDED).order_by(),
    )
    wanted = {
        f"{axis}_{level}": Count("pk", filter=Q(**{f"{axis}__gte": low, f"{axis}__lt": high}))
        for axis in Axis.values
        for level, low, high in BANDS
    }
    counts = newest.aggregate(**wanted)
    return {
        axis: {level: counts[f"{axis}_{level}"] for level, _low, _high in BANDS}
        for axis in Axis.values
    }
