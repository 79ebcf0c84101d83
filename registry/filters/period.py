"""Rows of one year or month, in the calendar of the page.

In an address a period is “1405” or “1405-07”, or “2026-11”: the year tells its calendar, so
that a link or a saved filter finds the same rows in either language.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.calendar import (
    GREGORIAN_MONTHS,
    GREGORIAN_YEARS,
    JALALI_MONTHS,
    JALALI_YEARS,
    MONTHS_IN_A_YEAR,
    date_in_words,
    day_in_tehran,
    digits,
    is_persian,
    jalali,
    latin_digits,
    month_bounds,
    year_bounds,
)
from registry.filters.base import Row, Rows, between

YEARS_BACK = 8


@dataclass(frozen=True)
class Period:
    """A year, or with its month a month, as it is written in an address; ValueError if none."""

    written: str

    @property
    def parts(self) -> tuple[int, int | None]:
        year, dash, month = latin_digits(self.written).strip().partition("-")
        if not year.isdecimal() or (dash and not month.isdecimal()):
            raise ValueError(self.written)
        return int(year), int(month) if dash else None

    @property
    def bounds(self) -> tuple[date, date]:
        """The first day, and the first day after it."""
        year, month = self.parts
        if month is not None and not 1 <= month <= MONTHS_IN_A_YEAR:
            raise ValueError(self.written)
        if year in JALALI_YEARS:
            return month_bounds(year, month) if month else year_bounds(year)
        if year not in GREGORIAN_YEARS:
            raise ValueError(self.written)
        last = month == MONTHS_IN_A_YEAR or not month
        return date(year, month or 1, 1), date(year + last, 1 if last else (month or 0) + 1, 1)

    @property
    def words(self) -> str:
        """«مهر ۱۴۰۵» or “November 2026”; of the other calendar, its first and last day."""
        year, month = self.parts
        if (year in JALALI_YEARS) != is_persian():
            first, after = self.bounds
            return f"{date_in_words(first)} – {date_in_words(after - timedelta(days=1))}"
        names = JALALI_MONTHS if is_persian() else GREGORIAN_MONTHS
        return digits(f"{names[month - 1]} {year}" if month else year)

    @property
    def months(self) -> list["Period"]:
        """The months of its year, the latest first."""
        year, _month = self.parts
        return [Period(f"{year}-{month:02}") for month in range(MONTHS_IN_A_YEAR, 0, -1)]

    @property
    def year(self) -> "Period":
        return Period(str(self.parts[0]))


class PeriodField(forms.CharField):
    """A period as an address names it; its value is a `Period`."""

    def clean(self, value: Any) -> Period | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            period = Period(text)
            period.bounds  # noqa: B018  # asked for its refusal
        except ValueError:
            raise ValidationError(
                _("“%(text)s” is no year and no month. Write 1405, or 1405-07 for Mehr 1405."),
                code="not_a_period",
                params={"text": digits(text)},
            ) from None
        return period


class InPeriod(django_filters.Filter):  # type: ignore[misc]  # an untyped package
    """Rows whose day falls into one year or month: of the last years, and `ahead` to come."""

    field_class = PeriodField

    def __init__(self, field_name: str, *, ahead: int = 0, **options: Any) -> None:
        super().__init__(field_name=field_name, **options)
        self.ahead = ahead

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.field_name,)

    def filter(self, rows: Rows, value: Period | None) -> Rows:
        return between(rows, self.field_name, *value.bounds) if value else rows

    def met(self, row: Row, request: HttpRequest) -> Iterable[str]:
        """The month and the year of the page's calendar that a row falls into."""
        moment = row[0]
        if moment is not None:
            day = day_in_tehran(moment) if isinstance(moment, datetime) else moment
            starts, names = months_offered(persian=is_persian(), until=self.last_year)
            found = bisect_right(starts, day) - 1
            if found >= 0:
                yield names[found]
                yield names[found].partition("-")[0]

    @property
    def last_year(self) -> int:
        return this_year() + self.ahead

    def choices(self, chosen: Period | None) -> list[tuple[str, str]]:
        """The last years, the latest first, and below the chosen one its months."""
        years = [Period(str(self.last_year - ago)) for ago in range(YEARS_BACK + self.ahead)]
        if chosen is not None and chosen.year not in years:
            years.append(chosen.year)
        listed = []
        for year in years:
            listed.append((year.written, year.words))
            if chosen is not None and chosen.year == year:
                listed += [(month.written, f"– {month.words}") for month in year.months]
        return listed


def this_year() -> int:
    """The year of the page's calendar."""
    today = timezone.localdate()
    return jalali(today)[0] if is_persian() else today.year


@lru_cache(maxsize=8)
def months_offered(*, persian: bool, until: int) -> tuple[Sequence[date], Sequence[str]]:
    """The first days of all months that are offered, and how each month is written.

    Converting the day of each of some thousand rows would take longer than finding them.
    """
    years = range(until - YEARS_BACK, until + 2)
    months = [Period(f"{year}-{month:02}") for year in years for month in range(1, 13)]
    return [month.bounds[0] for month in months], [month.written for month in months]
