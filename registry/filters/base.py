"""The kinds of filters that lists are made of."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import django_filters
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from audit.calendar import TEHRAN, date_in_words
from permissions.access import Path, carried, leads_to
from registry.form_fields import DayField

NONE = "none"  # in an address: of no value, as “not assessed yet”

Rows = QuerySet[Any]
Row = Sequence[Any]


class OneOf(django_filters.MultipleChoiceFilter):  # type: ignore[misc]  # an untyped package
    """Rows whose column holds one of the values."""

    def __init__(self, field_name: str, *, choices: Any, **options: Any) -> None:
        super().__init__(field_name=field_name, choices=choices, distinct=False, **options)

    @property
    def columns(self) -> tuple[str, ...]:
        """What the counting of the choices looks at."""
        return (self.field_name,)

    def met(self, row: Row, request: HttpRequest) -> Iterable[str]:
        """The choices that a row with these columns would be counted under."""
        yield str(row[0]) if row[0] not in (None, "") else NONE

    def filter(self, rows: Rows, value: list[str]) -> Rows:
        if not value:
            return rows
        held = Q(**{f"{self.field_name}__in": [each for each in value if each != NONE]})
        return rows.filter(held | self.of_none() if NONE in value else held)

    def of_none(self) -> Q:
        return Q(**{self.field_name: ""})


class Sort(OneOf):
    """Rows of one of a few sorts that no single column holds.

    `sorts` gives to each name its words and its condition; `sort_of` says of the columns of a
    row which sorts it belongs to.
    """

    def __init__(
        self,
        *,
        sorts: dict[str, tuple[Any, Callable[[HttpRequest], Q]]],
        columns: tuple[str, ...],
        sort_of: Callable[[Row, HttpRequest], Iterable[str]],
        **options: Any,
    ) -> None:
        choices = [(name, words) for name, (words, _condition) in sorts.items()]
        super().__init__("pk", choices=choices, **options)
        self.sorts, self.looked_at, self.sort_of = sorts, columns, sort_of

    @property
    def columns(self) -> tuple[str, ...]:
        return self.looked_at

    def met(self, row: Row, request: HttpRequest) -> Iterable[str]:
        return self.sort_of(row, request)

    def filter(self, rows: Rows, value: list[str]) -> Rows:
        condition = Q()
        for name in value:
            condition |= self.sorts[name][1](self.parent.request)
        return rows.filter(condition)


class Related(django_filters.ModelChoiceFilter):  # type: ignore[misc]  # an untyped package
    """Rows that belong to one other row, of those the reader may know of.

    `short` directories are offered whole, however many rows there are.
    """

    def __init__(
        self, field_name: str, *, known: Callable[[Any], Rows], short: bool = False, **options: Any
    ) -> None:
        super().__init__(field_name=field_name, queryset=for_reader(known), **options)
        self.short = short

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.field_name,)

    def met(self, row: Row, request: HttpRequest) -> Iterable[str]:
        if row[0] is not None:
            yield str(row[0])

    def filter(self, rows: Rows, value: Any) -> Rows:
        if value is None or not carried(rows.model, self.field_name):
            found: Rows = super().filter(rows, value)
            return found
        return rows.filter(leads_to(rows.model, Path(self.field_name), frozenset({value.pk})))


def for_reader(known: Callable[[Any], Rows]) -> Callable[[HttpRequest | None], Rows]:
    """The rows this reader may know of; without a reader, none."""

    def of(request: HttpRequest | None) -> Rows:
        rows = known(request.user if request else None)
        return rows if request else rows.none()

    return of


class Day(django_filters.Filter):  # type: ignore[misc]  # an untyped package
    """One end of a span of days, typed in either calendar; both ends belong to the span."""

    field_class = DayField

    def __init__(self, field_name: str, *, end: bool = False, **options: Any) -> None:
        super().__init__(field_name=field_name, **options)
        self.is_end = end

    def filter(self, rows: Rows, value: date | None) -> Rows:
        if value is None:
            return rows
        if self.is_end:
            return between(rows, self.field_name, None, value + timedelta(days=1))
        return between(rows, self.field_name, value, None)


def between(rows: Rows, name: str, first: date | None, after: date | None) -> Rows:
    """The rows from the first day on, and before the day after the last; either end may be open."""
    moments = isinstance(rows.model._meta.get_field(name), models.DateTimeField)
    ends = {"gte": first, "lt": after}
    return rows.filter(
        **{
            f"{name}__{end}": begin_of(day) if moments else day
            for end, day in ends.items()
            if day is not None
        }
    )


def begin_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=TEHRAN)


class ListFilter(django_filters.FilterSet):  # type: ignore[misc]  # an untyped package
    """The filters of one list, in the order in which they are offered."""

    request: HttpRequest
    # Pairs of filters that are the two ends of one span.
    spans: ClassVar[dict[str, tuple[str, str]]] = {}

    @property
    def names(self) -> list[str]:
        return list(self.filters)

    def narrowed(self) -> Rows:
        """The rows that pass; of a question that cannot be understood, none."""
        rows: Rows = self.qs
        return rows if self.is_valid() else rows.none()

    def chosen(self) -> dict[str, list[str]]:
        """What was asked, as it would stand in an address; empty values are not asked.

        Of several values to a filter that understands one, the last alone is looked at.
        """
        given = {name: self.data.getlist(name) for name in self.filters if name in self.data}
        for name, values in given.items():
            each = self.filters[name]
            given[name] = list(dict.fromkeys(values)) if isinstance(each, OneOf) else values[-1:]
        return {name: kept for name, values in given.items() if (kept := [v for v in values if v])}

    def refusals(self) -> list[str]:
        """Why a value was not understood, or nothing can be found by it, in sentences."""
        if self.is_valid():
            return self.backwards()
        labels = {name: str(each.label) for name, each in self.filters.items()}
        return [
            f"{labels.get(name, name)}: {error}"
            for name, errors in self.form.errors.items()
            for error in errors
        ]

    def backwards(self) -> list[str]:
        """Spans that end before they begin."""
        given = self.form.cleaned_data
        ends = [(given.get(start), given.get(end)) for start, end in self.spans.values()]
        return [
            _("No day lies between: %(start)s is after %(end)s.")
            % {"start": date_in_words(start), "end": date_in_words(end)}
            for start, end in ends
            if start and end and start > end
        ]

    def without(self, name: str) -> "ListFilter":
        """The same question, less one filter."""
        data = self.data.copy()
        data.pop(name, None)
        return type(self)(data, queryset=self.queryset, request=self.request)
