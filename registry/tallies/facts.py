"""What is counted of a file, as SQL over one of its rows.

The same sentences serve the triggers, which say them of the row before and after a change, and
the recount, which says them of all rows; so the two cannot mean different things.
"""

from dataclasses import dataclass

from registry.models import Axis, Family, Task, Tier
from registry.trends import BANDS

ENDED = ", ".join(f"'{status}'" for status in Family.ENDED)
# Waits by name: from when, until when.
WAITS = {
    "referral": ("opened_at", "referred_at"),
    "contact": ("referred_at", "first_contact_at"),
    "identification": ("referred_at", "identified_at"),
}
# Counted where a family lives, not where its file is kept: for the map.
OF_THE_MAP = ("here_open", "here_opened")
# The columns on which the facts of a family stand.
WATCHED = (
    "association_id", "county_id", "phase", "status", "source", "tier", "worker_id", "opened_at",
    "referred_at", "first_contact_at", "identified_at", "verified_at", "assessed_at",
    "last_confirmed_on",
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """Counted under this name where the condition holds; on a day, at a step, if they matter.

    With `by`, under one name for each value of that column: `free_verify`, `free_assess`.
    """

    measure: str
    holds: str
    day: str = ""
    step: str = "0"
    by: str = ""

    @property
    def name(self) -> str:
        """The measure, as SQL."""
        return f"'{self.measure}_' || {self.by}" if self.by else f"'{self.measure}'"


class Dialect:
    """PostgreSQL's words."""

    null_day = "NULL::date"
    null_key = "NULL::bigint"

    def day(self, moment: str) -> str:
        return f"({moment} AT TIME ZONE 'Asia/Tehran')::date"

    def seconds(self, start: str, end: str) -> str:
        return f"greatest(0, floor(extract(epoch FROM {end} - {start})))::bigint"

    def earlier(self, one: str, other: str) -> str:
        return f"least({one}, {other})"


class SQLite(Dialect):
    """SQLite's words, and the functions Django gives it."""

    null_day = "NULL"
    null_key = "NULL"

    def day(self, moment: str) -> str:
        return f"django_datetime_cast_date({moment}, 'Asia/Tehran', 'UTC')"

    def seconds(self, start: str, end: str) -> str:
        since, until = (f"CAST(strftime('%s', {each}) AS INTEGER)" for each in (start, end))
        return f"max(0, {until} - {since})"

    def earlier(self, one: str, other: str) -> str:
        return f"min({one}, coalesce({other}, {one}))"


def dialect_of(vendor: str) -> Dialect:
    return SQLite() if vendor == "sqlite" else Dialect()


def of_a_family(d: Dialect, row: str) -> list[Fact]:
    """K01 to K06, K19 and S33: what is true of a file by its own columns."""
    is_open = f"{row}.status NOT IN ({ENDED})"
    registered = f"{row}.source = 'registered'"
    verified = f"{row}.verified_at IS NOT NULL"
    opened = d.day(f"{row}.opened_at")
    facts = [
        Fact("open", is_open),
        Fact("open_since", is_open, opened),
        Fact("awaiting", f"{row}.status = 'referred'"),
        Fact("unassigned", f"{is_open} AND {row}.worker_id IS NULL"),
        Fact("kept_by", f"{is_open} AND {row}.worker_id IS NOT NULL", step=f"{row}.worker_id"),
        Fact("opened", "1 = 1", opened),
        Fact("registered", registered),
        Fact("registered_on", registered, opened),
        Fact("settled", f"{registered} AND {verified}"),
        Fact("settled_on", f"{registered} AND {verified}", opened),
        Fact("verified", verified),
        Fact("assessed", f"{verified} AND {row}.assessed_at IS NOT NULL"),
        Fact(
            "confirmed",
            f"{is_open} AND {row}.last_confirmed_on IS NOT NULL",
            f"{row}.last_confirmed_on",
        ),
        Fact("here_open", is_open),
        Fact("here_opened", "1 = 1", opened),
    ]
    facts += [
        Fact(f"tier_{tier or 'none'}", f"{is_open} AND {row}.tier = '{tier}'")
        for tier in (*Tier.values, "")
    ]
    for name, (start, end) in WAITS.items():
        begun, ended = f"coalesce({row}.{start}, {row}.opened_at)", f"{row}.{end}"
        done = f"{registered} AND {ended} IS NOT NULL"
        step = shown_span(d.seconds(begun, ended))
        facts.append(Fact(f"{name}_done", done, opened, step))
        waiting = f"{registered} AND {is_open} AND {ended} IS NULL"
        facts.append(Fact(f"{name}_waiting", waiting, opened))
    return facts


def shown_span(seconds: str) -> str:
    """A span as it is said: in minutes below an hour, in hours below two days, then in days."""
    minutes = f"(({seconds} + 30) / 60)"
    hours = f"(({minutes} + 30) / 60)"
    return (
        f"CASE WHEN {minutes} < 60 THEN {minutes} * 60"
        f" WHEN {hours} < 48 THEN {hours} * 3600 ELSE ({hours} + 12) / 24 * 86400 END"
    )


def of_a_task(d: Dialect, row: str) -> list[Fact]:
    """Open tasks (K17) by the day on which they are due: late is whatever day has gone by.

    First contacts besides, and what nobody has by its kind.
    """
    is_open = f"{row}.status = 'open'"
    return [
        Fact("task", is_open, d.day(f"{row}.due_at")),
        Fact("task_new", f"{is_open} AND {row}.kind = '{Task.Kind.FIRST_CONTACT}'"),
        Fact("free", f"{is_open} AND {row}.assignee_id IS NULL", by=f"{row}.kind"),
    ]


def first_cover(d: Dialect, first: str) -> list[Fact]:
    """The day on which a family was covered for the first time (K08)."""
    return [Fact("covered", f"{first} IS NOT NULL", d.day(first))]


def levels(row: str) -> list[Fact]:
    """On which level of each axis an assessment stands."""
    return [
        Fact(f"axis_{axis}", f"{row}.{axis} >= {low} AND {row}.{axis} < {high}", step=str(number))
        for axis in Axis.values
        for number, (_name, low, high) in enumerate(BANDS)
    ]
