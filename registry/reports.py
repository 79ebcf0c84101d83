"""The classified report: confirmed needs by axis, level, province and association (S84, S85).

The FilterSet is the one truth of what may be asked; the page and the file both stand on it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from permissions.vocabulary import Permission
from registry.models import Association, Axis, Need, Province, Tier

NOT_ASSESSED = "none"
LEVELS = [*reversed(Tier.choices), (NOT_ASSESSED, _("not assessed yet"))]


def where_counted(request: HttpRequest | None) -> QuerySet[Association]:
    """The associations whose numbers this person may read."""
    if request is None:
        return Association.objects.none()
    return Association.access.where(
        Association.objects.order_by("name_fa"), request.user, Permission.VIEW_REPORTS
    )


class NeedReportFilter(django_filters.FilterSet):  # type: ignore[misc]  # an untyped package
    status = django_filters.ChoiceFilter(
        label=_("status"), choices=Need.Status.choices, empty_label=_("all")
    )
    axis = django_filters.ChoiceFilter(
        "need_type__axis", label=_("axis"), choices=Axis.choices, empty_label=_("all")
    )
    level = django_filters.ChoiceFilter(
        label=_("level"), choices=LEVELS, empty_label=_("all"), method="of_level"
    )
    province = django_filters.ModelChoiceFilter(
        "family__county__province",
        label=_("province"),
        queryset=Province.objects.all(),
        empty_label=_("all"),
    )
    association = django_filters.ModelChoiceFilter(
        "family__association",
        label=_("association"),
        queryset=where_counted,
        empty_label=_("all"),
    )

    class Meta:
        model = Need
        fields = ("status", "axis", "level", "province", "association")

    def of_level(self, needs: QuerySet[Need], name: str, value: str) -> QuerySet[Need]:
        return needs.filter(family__tier="" if value == NOT_ASSESSED else value)


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
