"""The numbers behind the pictures of the start page.

As in `registry.statistics`, they are kept and only read; what is counted here is of one prison.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from audit.calendar import MONTHS_IN_A_YEAR, day_in_tehran, gregorian, jalali
from registry.models import Axis, Tier
from registry.statistics import Kept, begin_of

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


def by_month(kept: Kept, months: list[Month], measure: str = "opened") -> list[int]:
    """How many began in each of the months, from what is kept."""
    ends = [month.begins for month in months[1:]] + [date.max]
    return [kept.since(measure, month.begins, end) for month, end in zip(months, ends, strict=True)]


def ages(kept: Kept, now: datetime | None = None) -> tuple[int, ...]:
    """Open files by the days since they were opened."""
    today = day_in_tehran(now or timezone.now())
    younger = [kept.since("open_since", today - timedelta(days=days - 1)) for days in AGES]
    spans = [younger[0], *(more - less for less, more in pairwise(younger))]
    return (*spans, kept.total("open") - younger[-1])


def tiers(kept: Kept) -> dict[str, int]:
    """Open files by their level."""
    return {tier: kept.total(f"tier_{tier or 'none'}") for tier in (*Tier.values, "")}


def levels_by_axis(kept: Kept) -> dict[str, dict[str, int]]:
    """How many of the open, assessed files stand on each level of each axis."""
    return {
        axis: {
            level: kept.total(f"axis_{axis}", number)
            for number, (level, _low, _high) in enumerate(BANDS)
        }
        for axis in Axis.values
    }
