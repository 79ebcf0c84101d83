"""How many rows each choice of a filter would leave, counted within a bound.

One look at no more than `COUNTED` rows serves every filter that is not in use; each filter in
use takes one more, without itself.  Where there are more rows the counts are lower bounds, and
say so: a list of a million is not counted for its filters' sake.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import IntegerField, Subquery
from django.http import HttpRequest

from registry.filters.base import ListFilter, Rows

COUNTED = 5_000
SHOWN = 1_000
MOST_IN_USE = 3
WINDOW = 20_000


@dataclass(frozen=True)
class Counts:
    """Rows by choice; `cut` when not all of them were looked at."""

    rows: Counter[str]
    cut: bool


def counts_of(filters: ListFilter, searched: Callable[[Rows], Rows]) -> dict[str, Counts]:
    """The counts of every choice among what is searched for, of each filter that has choices."""
    countable = {name: each for name, each in filters.filters.items() if hasattr(each, "met")}
    in_use = [name for name in filters.chosen() if name in countable]
    free = {name: each for name, each in countable.items() if name not in in_use}
    found = looked_at(searched(filters.narrowed()), free, filters.request)
    for name in in_use[:MOST_IN_USE]:
        rows = searched(filters.without(name).narrowed())
        found |= looked_at(rows, {name: countable[name]}, filters.request)
    return found


def looked_at(rows: Rows, wanted: Mapping[str, Any], request: HttpRequest) -> dict[str, Counts]:
    if not wanted:
        return {}
    columns = list(dict.fromkeys(column for each in wanted.values() for column in each.columns))
    plain = rows.prefetch_related(None).select_related(None).order_by()
    some = list(plain.values_list(*columns)[: COUNTED + 1])
    cut = len(some) > COUNTED
    found = {}
    for name, each in wanted.items():
        places = [columns.index(column) for column in each.columns]
        groups = Counter(tuple(row[place] for place in places) for row in some[:COUNTED])
        totals: Counter[str] = Counter()
        for group, number in groups.items():
            for choice in each.met(group, request):
                totals[choice] += number
        found[name] = Counts(totals, cut)
    return found


class CappedCount(Subquery):
    """The number of rows of a query that is cut off at a bound."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def totals_of(user: Any, whole: Rows, questions: list[Rows]) -> tuple[list[int], bool]:
    """The rows of several questions in one query, each up to a little more than `SHOWN`.

    Counted are the newest `WINDOW` rows of the list; the second answer is whether there are
    more, so that the numbers are lower bounds.
    """
    if not questions:
        return [], False
    plain = whole.prefetch_related(None).order_by("-pk")
    window = plain.values("pk")[:WINDOW]
    counts = {
        f"question_{number}": CappedCount(
            rows.prefetch_related(None).order_by().filter(pk__in=window).values("pk")[: SHOWN + 1]
        )
        for number, rows in enumerate(questions)
    }
    beyond = CappedCount(plain.values("pk")[WINDOW : WINDOW + 1])
    row = get_user_model().objects.filter(pk=user.pk).values(beyond=beyond, **counts).get()
    return [row[name] for name in counts], bool(row["beyond"])
