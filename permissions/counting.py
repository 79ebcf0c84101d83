"""Counting as far as anybody reads: up to a cap, then “more than so many”.

To count a million rows takes as long as to read them, and nobody goes through them one by one.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

CAP = 100


@dataclass(frozen=True)
class Counted:
    """So many rows; with `more`, at least one more than so many."""

    number: int
    more: bool = False


def counted(rows: Any, cap: int = CAP) -> Counted:
    """How many rows there are, as far as the cap.

    In the order of the list: without one, PostgreSQL may choose to gather all rows of an
    association before it counts the first.
    """
    found = rows[: cap + 1].count()
    return Counted(min(found, cap), found > cap)


class CappedPaginator(Paginator):
    """Pages up to the cap: for choices that are typed after, never for reading through."""

    @cached_property
    def count(self) -> int:
        return counted(self.object_list).number
