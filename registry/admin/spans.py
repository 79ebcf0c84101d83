"""Spans of time and shares, as one says them."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.calendar import day_in_tehran, digits, is_persian
from registry.statistics import Share

NOTHING = "—"


def span_in_words(span: timedelta | None) -> str:
    """“3 days”, “5 hours”, “2 minutes”; of nothing, a dash."""
    if span is None:
        return NOTHING
    minutes = round(span.total_seconds() / 60)
    if minutes < 1:
        return _("less than a minute")
    if minutes < 60:  # noqa: PLR2004 -- an hour
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {
            "count": digits(minutes)
        }
    hours = round(minutes / 60)
    if hours < 48:  # noqa: PLR2004 -- two days
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": digits(hours)}
    return days_in_words(round(hours / 24))


def days_in_words(days: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": digits(days)}


def due_in_words(due: datetime, now: datetime) -> str:
    """How a colleague would say it: “2 days late”, “today until 18:00”, “tomorrow”, “in 4 days”."""
    if due < now:
        return _("%(span)s late") % {"span": span_in_words(now - due)}
    days = (day_in_tehran(due) - day_in_tehran(now)).days
    if days == 0:
        return _("today")
    return _("tomorrow") if days == 1 else _("in %(days)s") % {"days": days_in_words(days)}


def share_in_words(share: Share) -> str:
    """“75 %”; of nothing, a dash."""
    if share.percent is None:
        return NOTHING
    text = digits(f"{share.percent:g}")
    return f"{text.replace('.', '٫')}٪" if is_persian() else f"{text} %"


def share_in_full(share: Share) -> str:
    """The two numbers behind a share: “3 of 4”."""
    return _("%(part)s of %(whole)s") % {"part": digits(share.part), "whole": digits(share.whole)}
