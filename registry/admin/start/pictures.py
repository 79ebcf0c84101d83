"""The pictures of the start page.  Each is a list or a table that also has bars.

The figures stand in the page as text, so a picture needs no other description; its bars are
drawn on the server and hidden from whoever listens to the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from audit.calendar import GREGORIAN_MONTHS, JALALI_MONTHS, digits, is_persian
from audit.money import grouped
from permissions.models import User
from registry import trends
from registry.models import Association, Axis, Family, Tier
from registry.network_counts import Here
from registry.statistics import Kept
from registry.trends import Month

COMPARED = 12
NARROW = 3  # figures of a column on a phone


@dataclass(frozen=True)
class Bar:
    """One line of a picture.  `percent` is its length, against the longest one's."""

    label: str
    value: str
    percent: int
    short: str = ""
    tone: str = ""

    @property
    def top(self) -> int:
        """Where an upright bar begins, from above."""
        return 100 - self.percent


@dataclass(frozen=True)
class Slice:
    """A part of a stacked bar, in percent of the whole."""

    tone: str
    at: int
    width: int


@dataclass(frozen=True)
class Stack:
    label: str
    cells: list[str]
    slices: list[Slice]


@dataclass(frozen=True)
class Compared:
    """An association among others."""

    name: str
    open: str
    new: str
    late: str
    percent: int
    url: str


@dataclass(frozen=True)
class Picture:
    """A titled picture: columns through time, bars, or stacked bars with their head."""

    key: str
    title: str
    note: str = ""
    bars: list[Bar] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    stacks: list[Stack] = field(default_factory=list)

    @property
    def crowded(self) -> bool:
        """Numbers too long to stand side by side on a phone: every other one is lifted."""
        return any(len(bar.value) > NARROW for bar in self.bars)

    @property
    def empty(self) -> bool:
        return not self.stacks and all(bar.percent == 0 for bar in self.bars)


def month_names(months: Iterable[Month]) -> list[tuple[str, str]]:
    """Each month in full, and as short as a phone needs it."""
    if is_persian():
        return [
            (f"{JALALI_MONTHS[m.number - 1]} {digits(m.year)}", digits(m.number)) for m in months
        ]
    return [
        (f"{GREGORIAN_MONTHS[m.number - 1]} {m.year}", GREGORIAN_MONTHS[m.number - 1][:3])
        for m in months
    ]


def registered(kept: Kept) -> Picture:
    """Families registered in each of the last twelve months of the reader's calendar."""
    months = trends.last_months(persian=is_persian())
    bars = _bars(month_names(months), trends.by_month(kept, months))
    return Picture("registered", _("Families registered"), bars=bars)


def through_the_year(key: str, title: str, rows: Any, column: str) -> Picture:
    """How many began in each of the last twelve months of the reader's calendar."""
    months = trends.last_months(persian=is_persian())
    counts = trends.begun_in(rows, months, column)
    return Picture(key, title, bars=_bars(month_names(months), counts))


def _bars(names: Iterable[tuple[str, str]], counts: Sequence[int]) -> list[Bar]:
    most = max(counts, default=0)
    return [
        Bar(name, grouped(count), _percent(count, most), short)
        for (name, short), count in zip(names, counts, strict=True)
    ]


def _percent(part: int, whole: int) -> int:
    """Rounded, but something is never drawn as nothing."""
    return max(1, round(100 * part / whole)) if part else 0


def ages(kept: Kept) -> Picture:
    names = [
        _("under a month"),
        _("1 to 3 months"),
        _("3 to 6 months"),
        _("6 to 12 months"),
        _("over a year"),
    ]
    bars = _bars([(name, "") for name in names], trends.ages(kept))
    return Picture("ages", _("How old the open files are"), bars=bars)


def tiers(kept: Kept) -> Picture:
    levels = [*reversed(Tier.choices), ("", _("not assessed yet"))]
    counted = trends.tiers(kept)
    counts = [counted[level] for level, _name in levels]
    most = max(counts, default=0)
    bars = [
        Bar(str(name), grouped(count), _percent(count, most), tone=level or "none")
        for (level, name), count in zip(levels, counts, strict=True)
    ]
    return Picture("tiers", _("How pressing the open files are"), bars=bars)


def axes(levels: dict[str, dict[str, int]]) -> Picture:
    """The four axes, each from its most pressing level to its least."""
    order = list(reversed(Tier.choices))
    stacks = [
        Stack(
            str(label),
            [grouped(levels[axis][level]) for level, _name in order],
            _slices({level: levels[axis][level] for level, _name in order}),
        )
        for axis, label in Axis.choices
    ]
    counted = any(stack.slices for stack in stacks)
    return Picture(
        "axes",
        _("Levels on the four axes"),
        note=_("The newest approved assessment of each open file."),
        head=[str(name) for _level, name in order],
        stacks=stacks if counted else [],
    )


def _slices(counts: dict[str, int]) -> list[Slice]:
    whole, at, found = sum(counts.values()), 0, []
    for level, count in counts.items():
        width = _percent(count, whole)
        if width:
            found.append(Slice(level, at, width))
        at += width
    return found


def own_files(user: Any) -> Picture:
    """How far the files have come that this person keeps."""
    kept = Family.objects.visible_to(user).filter(worker=user).open().order_by()
    counts = dict(kept.values_list("status").annotate(n=Count("pk")))
    bars = _bars(
        [(str(status.label), "") for status in Family.STEPS],
        [counts.get(status, 0) for status in Family.STEPS],
    )
    return Picture("own", _("The files you keep"), bars=bars)


def workloads(kept: Kept) -> Picture:
    """Open files of each worker of an office, the fullest desk first."""
    rows = kept.workloads(COMPARED)
    people = User.objects.in_bulk([worker for worker, _n in rows])
    bars = _bars([(str(people[worker]), "") for worker, _n in rows], [n for _worker, n in rows])
    return Picture("workers", _("Open files of each worker"), bars=bars)


def compared(
    counted: dict[int, Here], associations: dict[int, Association], url: str
) -> list[Compared]:
    """The associations with most late work first, then those with most open files."""
    listed = sorted(counted.items(), key=lambda pair: (-pair[1].late, -pair[1].open))[:COMPARED]
    most = max((here.open for _key, here in listed), default=0)
    return [
        Compared(
            name=associations[key].name,
            open=grouped(here.open),
            new=grouped(here.new),
            late=grouped(here.late),
            percent=_percent(here.open, most),
            url=f"{url}?association={associations[key].code}" if url else "",
        )
        for key, here in listed
    ]
