"""The panel of a list's filters: what is chosen now, and the way to other choices."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.admin.views.main import PAGE_VAR
from django.http import HttpRequest
from django.utils.text import capfirst

from audit.calendar import date_in_words
from registry.admin.lists.facets import FEW, Facet, Offered
from registry.filters.base import Day, ListFilter, Related
from registry.filters.period import InPeriod

OPEN, RESET = "panel", "reset"
MOST_LOOSENED = 3


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it."""

    label: str
    url: str
    name: str


class Panel:
    """Computed as far as a page asks for it: a closed panel counts nothing."""

    def __init__(
        self, request: HttpRequest, filters: ListFilter, searched: Callable[[Any], Any]
    ) -> None:
        self.request, self.filters, self.searched = request, filters, searched
        self.is_open = OPEN in request.GET

    def address(self, **changes: Any) -> str:
        """The address of this list with other filters, from its first page."""
        data = self.request.GET.copy()
        for gone in (PAGE_VAR, OPEN, "e"):
            data.pop(gone, None)
        for name, values in changes.items():
            data.setlist(name, values)
        return f"?{data.urlencode()}"

    @property
    def open_url(self) -> str:
        return self.address(**{OPEN: ["1"]})

    @property
    def close_url(self) -> str:
        return self.address()

    @property
    def clear_url(self) -> str:
        return f"?{RESET}=1"

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What else stands in the address, and goes on when the filters change."""
        ours = {*self.filters.names, PAGE_VAR, OPEN, RESET, "e"}
        return [
            (name, value)
            for name, values in self.request.GET.lists()
            for value in values
            if name not in ours
        ]

    @cached_property
    def refusals(self) -> list[str]:
        return self.filters.refusals()

    @cached_property
    def chips(self) -> list[Chip]:
        return [
            Chip(f"{capfirst(str(self.filters.filters[name].label))}: {label}", url, name)
            for name, values in self.filters.chosen().items()
            for label, url in self.chips_of(name, values)
        ]

    def chips_of(self, name: str, values: list[str]) -> list[tuple[str, str]]:
        self.filters.is_valid()
        understood = self.filters.form.cleaned_data.get(name)
        each = self.filters.filters[name]
        if isinstance(each, Day):
            words = date_in_words(understood) if understood else values[0]
            return [(words, self.address(**{name: []}))]
        if isinstance(each, InPeriod):
            words = understood.words if understood else values[0]
            return [(words, self.address(**{name: []}))]
        if isinstance(each, Related):
            return [(label_of(understood) if understood else values[0], self.address(**{name: []}))]
        labels = {str(value): str(label) for value, label in each.field.choices}
        without = {value: [other for other in values if other != value] for value in values}
        return [
            (labels.get(value, value), self.address(**{name: rest}))
            for value, rest in without.items()
        ]

    @cached_property
    def loosened(self) -> list[Chip]:
        """Which of the filters in use, taken away alone, would leave something to see."""
        names = list(dict.fromkeys(chip.name for chip in self.chips))
        if len(names) < FEW:
            return []
        helping = [
            name
            for name in names[:MOST_LOOSENED]
            if self.searched(self.filters.without(name).narrowed()).exists()
        ]
        return [
            Chip(
                " · ".join(chip.label for chip in self.chips if chip.name == name),
                self.address(**{name: []}),
                name,
            )
            for name in helping
        ]

    @cached_property
    def facets(self) -> list[Facet]:
        return Offered(self.filters, self.searched).facets


def label_of(row: Any) -> str:
    return str(getattr(row, "name", None) or row)
