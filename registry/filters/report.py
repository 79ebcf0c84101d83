"""What may be asked of the classified report; its page and its file both stand on it."""

from collections.abc import Mapping

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from permissions.vocabulary import Permission
from registry.filters.base import NONE
from registry.filters.family import LEVELS
from registry.models import Association, Axis, Need, Province
from registry.models.record import in_order_of_names


def where_counted(request: HttpRequest | None) -> QuerySet[Association]:
    """The associations whose numbers this person may read."""
    if request is None:
        return Association.objects.none()
    return Association.access.where(
        in_order_of_names(Association.objects.all()), request.user, Permission.VIEW_REPORTS
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
        queryset=lambda request: in_order_of_names(Province.objects.all()),
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
        return needs.filter(family__tier="" if value == NONE else value)


NAMED = {"province": Province, "association": Association}


def chosen_in_words(chosen: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was chosen, as the report's own panel has it: each label with the words of its value."""
    return [
        (capfirst(str(each.label)), value_in_words(name, each, chosen[name]))
        for name, each in NeedReportFilter.base_filters.items()
        if chosen.get(name)
    ]


def value_in_words(name: str, each: django_filters.Filter, value: str) -> str:
    """A value that stands for nothing any more is told as it was written."""
    value = str(value)
    if name not in NAMED:
        return capfirst(str(dict(each.extra["choices"]).get(value, value)))
    rows = NAMED[name]._default_manager.filter(pk=value) if value.isdecimal() else ()
    return next((row.name for row in rows), value)
