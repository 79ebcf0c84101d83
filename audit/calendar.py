"""Days as people write them: Jalali and Persian digits in Persian, Gregorian in English.

Storage knows Gregorian dates and UTC only; everything here is for the screen and for what
was typed.  A moment belongs to the day it was in Tehran, by the rules of that year.
"""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from persiantools.jdatetime import JalaliDate

TEHRAN = ZoneInfo("Asia/Tehran")

JALALI_MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
GREGORIAN_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS_IN_A_YEAR = 12
LATIN = "0123456789"
PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
ARABIC = "٠١٢٣٤٥٦٧٨٩"
TO_PERSIAN = str.maketrans(LATIN, PERSIAN)
TO_LATIN = str.maketrans(PERSIAN + ARABIC, LATIN * 2)

# The years people write tell which calendar they mean: 1405 is Jalali, 2026 Gregorian.
JALALI_YEARS = range(1200, 1600)
GREGORIAN_YEARS = range(1800, 2200)
TYPED_DATE = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})")

THURSDAY, FRIDAY = 3, 4


def persian_digits(text: object) -> str:
    return str(text).translate(TO_PERSIAN)


def latin_digits(text: object) -> str:
    return str(text).translate(TO_LATIN)


def is_persian(language: str | None = None) -> bool:
    """Whether this language, or else the one being spoken now, is Persian."""
    return (language or get_language() or settings.LANGUAGE_CODE).startswith("fa")


def digits(text: object, language: str | None = None) -> str:
    """The digits of the language: Persian in Persian, Latin in English."""
    return persian_digits(text) if is_persian(language) else latin_digits(text)


def figure(number: object, language: str | None = None) -> str:
    """A number that may have a fraction: in Persian with its own decimal sign as well."""
    written = digits(number, language)
    return written.replace(".", "٫") if is_persian(language) else written


def jalali(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Jalali calendar."""
    there = JalaliDate.to_jalali(day.year, day.month, day.day)
    return there.year, there.month, there.day


def gregorian(year: int, month: int, day: int) -> date:
    """The stored date of a Jalali day; ValueError when there is no such day."""
    found: date = JalaliDate(year, month, day).to_gregorian()
    return found


def in_tehran(moment: datetime) -> datetime:
    """A moment by the clock of Tehran, summer time of its own year included."""
    return moment.astimezone(TEHRAN)


def day_in_tehran(moment: datetime) -> date:
    """The day a moment belongs to: 19:40 UTC may already be tomorrow."""
    return in_tehran(moment).date()


def date_in_words(day: date, language: str | None = None) -> str:
    """«۹ اردیبهشت ۱۴۰۵» or “29 April 2026”."""
    if is_persian(language):
        year, month, number = jalali(day)
        return persian_digits(f"{number} {JALALI_MONTHS[month - 1]} {year}")
    return f"{day.day} {GREGORIAN_MONTHS[day.month - 1]} {day.year}"


def date_in_figures(day: date, language: str | None = None) -> str:
    """«۱۴۰۵/۰۲/۰۹» or “2026-04-29”, for narrow columns and for form fields."""
    if is_persian(language):
        year, month, number = jalali(day)
        return persian_digits(f"{year:04}/{month:02}/{number:02}")
    return day.isoformat()


def moment_in_words(moment: datetime, language: str | None = None) -> str:
    """«۹ اردیبهشت ۱۴۰۵، ساعت ۱۴:۳۰» or “29 April 2026, 14:30”, both in Tehran's time."""
    there = in_tehran(moment)
    day = date_in_words(there.date(), language)
    if is_persian(language):
        return f"{day}، ساعت {persian_digits(f'{there:%H:%M}')}"
    return f"{day}, {there:%H:%M}"


def year_in_words(year: int, language: str | None = None) -> str:
    """A Jalali year: «۱۴۰۵», or in English with the years it lies in, “1405 (2026/27)”."""
    if is_persian(language):
        return persian_digits(year)
    first = gregorian(year, 1, 1).year
    return f"{year} ({first}/{(first + 1) % 100:02})"


def month_in_words(year: int, month: int, language: str | None = None) -> str:
    """A Jalali month: «اردیبهشت ۱۴۰۵», or in English the Gregorian days it covers."""
    if is_persian(language):
        return persian_digits(f"{JALALI_MONTHS[month - 1]} {year}")
    first, after = month_bounds(year, month)
    last = after - timedelta(days=1)
    return f"{date_in_words(first, 'en')} to {date_in_words(last, 'en')}"


def month_of(day: date, language: str | None = None) -> str:
    """The month a day lies in, in the calendar of the language: «آذر ۱۴۰۵», "November 2026"."""
    if is_persian(language):
        year, month, _day = jalali(day)
        return persian_digits(f"{JALALI_MONTHS[month - 1]} {year}")
    return f"{GREGORIAN_MONTHS[day.month - 1]} {day.year}"


def parse_date(text: str) -> date:
    """The date somebody typed: 1405/2/9, ۱۴۰۵/۲/۹ or 2026-04-29."""
    typed = TYPED_DATE.fullmatch(latin_digits(text).strip())
    if typed:
        year, month, day = (int(part) for part in typed.groups())
        try:
            if year in JALALI_YEARS:
                return gregorian(year, month, day)
            if year in GREGORIAN_YEARS:
                return date(year, month, day)
        except ValueError:
            pass  # a month of 13, a 31st of Mehr: the sentence below covers them
    raise ValidationError(
        _("“%(text)s” is not a date. Write year, month and day, for example 1405/2/9."),
        code="not_a_date",
        params={"text": digits(text)},
    )


def year_bounds(year: int) -> tuple[date, date]:
    """First day of a Jalali year, and the first day after it."""
    return gregorian(year, 1, 1), gregorian(year + 1, 1, 1)


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """First day of a Jalali month, and the first day after it."""
    if month == MONTHS_IN_A_YEAR:
        return gregorian(year, month, 1), gregorian(year + 1, 1, 1)
    return gregorian(year, month, 1), gregorian(year, month + 1, 1)


def occurrence(year: int, month: int, day: int) -> date:
    """The day a yearly occasion falls on; 30 Esfand becomes the 29th in a short year."""
    first, after = month_bounds(year, month)
    return min(first + timedelta(days=day - 1), after - timedelta(days=1))


def is_working_day(day: date) -> bool:
    """Saturday to Wednesday; Thursday where the house says so; never Friday."""
    if day.weekday() == THURSDAY:
        return bool(getattr(settings, "THURSDAY_IS_A_WORKING_DAY", False))
    return day.weekday() != FRIDAY


def add_working_days(day: date, count: int) -> date:
    """The working day that ends a span of this many working days after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days have passed after `start`, up to and including `end`."""
    span = (end - start).days
    return sum(is_working_day(start + timedelta(days=step)) for step in range(1, span + 1))
