"""From GraphQL inputs to django-filter: the FilterSet is the one truth of what can be asked.

Every filter is "one of these" on a published column.  An unknown value is an error.
"""

from dataclasses import fields
from enum import Enum
from typing import Any, TypeVar

import django_filters
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from graphql_api.models.place import mask_of
from graphql_api.window.errors import BAD_USER_INPUT, RefusalError, in_schema

PROVINCE_CODES = [f"{number:02d}" for number in range(31)]

Row = TypeVar("Row", bound=Model)


class OneOf(django_filters.MultipleChoiceFilter):
    """Rows whose column holds one of the values."""

    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(choices=choices, distinct=False, **options)

    def filter(self, rows: QuerySet[Row], value: list[str]) -> QuerySet[Row]:
        return rows.filter(**{f"{self.field_name}__in": value}) if value else rows


class InProvince(OneOf):
    """Rows whose place touches one of the provinces."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[(code, code) for code in PROVINCE_CODES], **options)

    def filter(self, rows: Any, value: list[str]) -> Any:
        return rows.touching(mask_of(value)) if value else rows


def narrowed(
    filterset_class: type[django_filters.FilterSet], given: Any, rows: QuerySet[Row]
) -> QuerySet[Row]:
    """The rows that pass what was given; nothing given, nothing narrowed."""
    chosen = {} if given is None else _chosen(given)
    for name, values in chosen.items():
        if not values:
            raise RefusalError(
                BAD_USER_INPUT,
                _("The filter “%(name)s” is empty. Name at least one value, or leave it out.")
                % {"name": in_schema(name)},
                field=in_schema(name),
            )
    filterset = filterset_class(data=chosen, queryset=rows)
    if not filterset.is_valid():
        name, problems = next(iter(filterset.errors.items()))
        raise RefusalError(BAD_USER_INPUT, str(problems[0]), field=in_schema(name))
    return filterset.qs  # type: ignore[no-any-return]  # django-filter has no types


def _chosen(given: Any) -> dict[str, list[Any]]:
    """The values of each filter, each once: a list of thousands would be looked through in full."""
    values = {field.name: getattr(given, field.name) for field in fields(given)}
    return {
        name: list(
            dict.fromkeys(value.value if isinstance(value, Enum) else value for value in listed)
        )
        for name, listed in values.items()
        if listed is not None
    }
