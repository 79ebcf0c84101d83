"""The period of a release: a Jalali month, by which it is named."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from audit.calendar import (
    MONTHS_IN_A_YEAR,
    day_in_tehran,
    digits,
    is_persian,
    jalali,
    month_in_words,
)
from registry.errors import RuleError

MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


def period_of(moment: datetime) -> str:
    """The Jalali month a moment belongs to: "1405-08"."""
    year, month, _day = jalali(day_in_tehran(moment))
    return f"{year}-{month:02d}"


def period_in_words(period: str) -> str:
    """«آبان ۱۴۰۵»; in English its name."""
    words = month_named(period)
    return words if words and is_persian() else digits(period)


def period_in_full(period: str) -> str:
    """«آبان ۱۴۰۵»; in English its name, with the days it covers."""
    words = month_named(period)
    return f"{period} ({words})" if words and not is_persian() else period_in_words(period)


def require_month(period: str) -> None:
    """A month has one name, so that it cannot be released a second time under another."""
    if not month_named(period):
        raise RuleError(
            _(
                "“%(period)s” is no month of the Jalali calendar, so nothing was published. Write "
                "the year in four figures and the month in two, such as 1405-08."
            ),
            code="period_malformed",
            period=period,
        )


def month_named(period: str) -> str:
    month = MONTH.fullmatch(period)
    if not month or not 1 <= int(month[2]) <= MONTHS_IN_A_YEAR:
        return ""
    return month_in_words(int(month[1]), int(month[2]))
