"""The classified report: confirmed needs by axis, level, province and association (S84, S85).

The FilterSet is the one truth of what may be asked; the page and the file both stand on it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from permissions.vocabulary import Permission
from registry.filters.base import NONE as NOT_ASSESSED
from registry.filters.family import LEVELS
from registry.filters.report import NeedReportFilter
from registry.models import Need

__all__ = [
    "LEVELS",
    "NOT_ASSESSED",
    "Group",
    "NeedReportFilter",
    "groups",
    "needs_of",
    "summed",
]


@dataclass(frozen=True)
class Group:
    """How many needs stand together in one cell of the report."""

    axis: str
    level: str
    province: int
    association: int | None
    count: int


def needs_of(user: Any) -> QuerySet[Need]:
    """The needs this person may count; confidential ones, only with the right to read them."""
    return Need.access.where(Need.objects.all(), user, Permission.VIEW_REPORTS)


def groups(needs: QuerySet[Need]) -> list[Group]:
    """One grouped query; everything else is adding up."""
    keys = ("need_type__axis", "family__tier", "family__county__province", "family__association")
    rows = needs.order_by().values(*keys).annotate(count=Count("pk")).values_list(*keys, "count")
    return [
        Group(axis, level or NOT_ASSESSED, province, association, count)
        for axis, level, province, association, count in rows
    ]


def summed(found: Iterable[Group], *by: str) -> Counter[tuple[Any, ...]]:
    """The counts, added up by some of the four."""
    totals: Counter[tuple[Any, ...]] = Counter()
    for group in found:
        totals[tuple(getattr(group, name) for name in by)] += group.count
    return totals
