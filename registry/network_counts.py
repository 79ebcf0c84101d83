"""What of the tallies is told by provinces and associations: the map, and the comparison."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

if TYPE_CHECKING:
    from registry.statistics import Kept


@dataclass
class Here:
    """The files of a province or an association: open ones, those of thirty days, late tasks."""

    open: int = 0
    new: int = 0
    late: int = 0


PARTS_OF_HERE = {
    "here_open": "open", "here_opened": "new", "open": "open", "open_since": "new", "task": "late",
}  # fmt: skip


DAYS = 30  # today is the last of them


def of_the_network(today: date) -> Q:
    """Lines of provinces by where families live, and of associations by whose the files are."""
    first = today - timedelta(days=DAYS - 1)
    lived = Q(measure="here_open") | Q(measure="here_opened", day__gte=first)
    kept = Q(measure="open") | Q(measure="open_since", day__gte=first)
    kept |= Q(measure="task", day__lt=today)
    return Q(association=None, province__isnull=False) & lived | Q(association__isnull=False) & kept


def by_province(kept: "Kept") -> dict[int, Here]:
    """Of the families that live in a province; late tasks are no matter of theirs."""
    return _here((province, *told) for place, province, *told in kept.sums if place is None)


def by_association(kept: "Kept") -> dict[int, Here]:
    found = _here((place, *told) for place, _province, *told in kept.sums)
    for place, n in kept.late_today.items():
        if place is not None:
            found.setdefault(place, Here()).late += n
    return found


def _here(told: Iterable[tuple[Any, ...]]) -> dict[int, Here]:
    found: dict[int, Here] = {}
    for place, measure, _step, _on, n in told:
        if place is not None and (part := PARTS_OF_HERE.get(measure)):
            here = found.setdefault(place, Here())
            setattr(here, part, getattr(here, part) + n)
    return found
