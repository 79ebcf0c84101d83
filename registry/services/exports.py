"""What leaves the house as a file leaves a record behind."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from audit.calendar import day_in_tehran
from audit.signature import because
from permissions.reach import everything
from registry.errors import RuleError
from registry.models import Export
from registry.text import clean

SHORTEST_REASON = 10
IMMEDIATE_ROWS = 2_000  # more is long work
MOST_ROWS = 1_000_000  # spreadsheets open no more
NAMES = {"needs": "needs-report", "need_list": "needs-list"}
# What spreadsheets take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def record_export(
    *, report: str, filters: Mapping[str, str], rows: int, reason: str, by: Any
) -> Export:
    """Note who takes what, and why, before it is handed over."""
    reason = reason_to_leave(reason)
    refuse_too_many(rows)
    with everything("the record of an export belongs to the national office"), because(reason):
        return Export.objects.create(
            taken_by=by, report=report, filters=dict(filters), rows=rows, reason=reason
        )


def reason_to_leave(reason: str) -> str:
    reason = clean(reason)
    if len(reason) < SHORTEST_REASON:
        raise RuleError(
            _(
                "A file leaves the house only with a reason. Write in a few words what you need "
                "it for; it is kept with your name."
            ),
            code="export_needs_a_reason",
        )
    return reason


def refuse_too_many(rows: int) -> None:
    if rows > MOST_ROWS:
        raise RuleError(
            _("This is more than one file may hold. Narrow the report with the filters."),
            code="export_too_large",
        )


def file_name(report: str, made_at: datetime) -> str:
    """What the file is called on somebody's disk: which it is, and of which day."""
    return f"{NAMES[report]}-{day_in_tehran(made_at).isoformat()}.csv"


def safe_cell(value: object) -> str:
    """A value that no spreadsheet will run: a text that begins like a formula is quoted."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_lines(table: Iterable[Iterable[object]], *, first: bool = True) -> Iterator[str]:
    """Lines of comma-separated values, each cell quoted and safe."""
    if first:
        yield "\N{ZERO WIDTH NO-BREAK SPACE}"  # tells spreadsheets that the letters are UTF-8
    for row in table:
        yield ",".join('"' + safe_cell(cell).replace('"', '""') + '"' for cell in row) + "\r\n"
