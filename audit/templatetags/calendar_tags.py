"""Days and digits in a template, in the language of the page: `{{ family.opened_at|moment }}`."""

from datetime import date, datetime

from django import template

from audit import calendar
from audit.changes import reason_in_words

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """A date in words; of a moment, the day it was in Tehran."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = calendar.day_in_tehran(value)
    return calendar.date_in_words(value)


@register.filter
def figures(value: date | datetime | None) -> str:
    """A date in figures, for narrow columns."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = calendar.day_in_tehran(value)
    return calendar.date_in_figures(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Date and time of day in Tehran, in words."""
    return "" if value is None else calendar.moment_in_words(value)


@register.filter
def digits(value: object) -> str:
    """The digits of the page's language."""
    return "" if value is None else calendar.digits(value)


@register.filter
def figure(value: object) -> str:
    """A number with a fraction, with the decimal sign of the page's language."""
    return "" if value is None else calendar.figure(value)


@register.filter
def tongue(value: object) -> str:
    """The language a value is written in, as far as its letters tell; for `lang` attributes."""
    text = str(value)
    if any("\u0600" <= letter <= "\u06ff" for letter in text):
        return "fa"
    return "en" if any(letter.isascii() and letter.isalpha() for letter in text) else ""


@register.filter
def why(reason: str | None) -> str:
    """The reason of a change: the house's own in the language of the page."""
    return reason_in_words(reason or "")
