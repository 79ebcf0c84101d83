"""What a list's filters offer: boxes to tick, names to choose from, with how many rows each has."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat
from django.utils.text import capfirst
from django.utils.translation import get_language

from audit.calendar import digits
from audit.money import grouped
from registry.filters.base import ListFilter, Related
from registry.filters.counting import SHOWN, Counts, counts_of
from registry.filters.period import InPeriod
from registry.models import County
from registry.text import place_of

FEW = 2


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter as it is offered: boxes to tick, a list to choose from, or a span of days."""

    name: str
    label: str
    choices: tuple[Choice, ...] = ()
    days: tuple[Any, ...] = ()
    single: bool = False


class Offered:
    """The choices of the filters, counted among what is searched for."""

    def __init__(self, filters: ListFilter, searched: Callable[[Any], Any]) -> None:
        self.filters, self.searched = filters, searched

    @cached_property
    def facets(self) -> list[Facet]:
        ends = {end for _start, end in self.filters.spans.values()}
        offered = (
            self.facet_of(name, self.counts.get(name))
            for name in self.filters.names
            if name not in ends
        )
        return [facet for facet in offered if facet is not None]

    def facet_of(self, name: str, counts: Counts | None) -> Facet | None:
        each = self.filters.filters[name]
        label = capfirst(str(each.label))
        if name in self.filters.spans:
            return Facet(
                name, label, days=tuple(self.filters.form[n] for n in self.filters.spans[name])
            )
        if counts is None:
            return None
        chosen = self.filters.chosen().get(name, [])
        choices = tuple(
            Choice(str(value), str(words), in_words(counts, str(value)), str(value) in chosen)
            for value, words in self.offered_by(name, each, counts)
        )
        if not chosen and len(choices) < FEW:
            return None
        return Facet(name, label, choices, single=isinstance(each, Related | InPeriod))

    def offered_by(self, name: str, each: Any, counts: Counts) -> list[tuple[Any, Any]]:
        """The choices of one filter; of years and months those in which there is something."""
        if isinstance(each, Related):
            return self.directory[name]
        if not isinstance(each, InPeriod):
            return list(each.field.choices)
        self.filters.is_valid()
        chosen = self.filters.form.cleaned_data.get(name)
        listed = each.choices(chosen)
        if counts.cut:
            return listed
        kept = chosen and {chosen.written, chosen.year.written}
        return [pair for pair in listed if counts.rows[pair[0]] or (kept and pair[0] in kept)]

    @cached_property
    def directory(self) -> dict[str, list[tuple[str, str]]]:
        """The rows to choose from, of all the filters that lead to other rows: one query."""
        wanted = {
            name: self.known(name, each)
            for name, each in self.filters.filters.items()
            if isinstance(each, Related)
        }
        found: dict[str, list[tuple[str, str]]] = {name: [] for name in wanted}
        listed = [names_in(name, rows) for name, rows in wanted.items() if rows is not None]
        if listed:
            for name, pk, one, other in listed[0].union(*listed[1:], all=True):
                found[name].append((str(pk), label(one, other, wanted[name].model)))
        return {
            name: sorted(pairs, key=lambda pair: place_of(pair[1])) for name, pairs in found.items()
        }

    def known(self, name: str, each: Related) -> Any:
        """Those that occur; of a short directory all, where not all rows were counted."""
        counts, rows = self.counts[name], each.field.queryset.order_by()
        self.filters.is_valid()
        row = self.filters.form.cleaned_data.get(name)  # nothing, of a value that is not known
        chosen = {str(row.pk)} if row is not None else set()
        if counts.cut:
            return rows if each.short else rows.filter(pk__in=chosen) if chosen else None
        occurring = {*counts.rows, *chosen}
        return rows.filter(pk__in=occurring) if chosen or len(occurring) >= FEW else None

    @cached_property
    def counts(self) -> dict[str, Counts]:
        return counts_of(self.filters, self.searched)


def names_in(name: str, rows: Any) -> Any:
    """The two names of each row, of a directory or of people, as rows of one shape."""
    people = issubclass(rows.model, get_user_model())
    whole = Concat("first_name", Value(" "), "last_name", output_field=TextField())
    names: tuple[Any, Any] = (F("name_fa"), F("name_en"))
    if people:
        names = (whole, F("username"))
    elif rows.model is County:  # its name repeats; with its province it is told apart
        names = (with_province("fa"), with_province("en"))
    shape = {"of": Value(name, TextField()), "one": names[0], "other": names[1]}
    plain = rows.select_related(None).annotate(**shape)
    return plain.values_list("of", "pk", "one", "other")


def with_province(language: str) -> Concat:
    own, province = f"name_{language}", f"province__name_{language}"
    return Concat(own, Value(" – "), province, output_field=TextField())


def label(one: str, other: str, model: Any) -> str:
    if issubclass(model, get_user_model()):
        return one.strip() or other
    return one if get_language() == "fa" else other


def in_words(counts: Counts, value: str) -> str:
    """“12”; “1,000+” of very many; “12+” where not all were looked at."""
    number = counts.rows[value]
    if number >= SHOWN:
        return f"{grouped(SHOWN)}+"
    if counts.cut:
        return f"{digits(number)}+" if number else ""
    return digits(number)
