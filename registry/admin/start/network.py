"""The whole network by province: a map of tiles that is also a table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from audit.calendar import is_persian
from audit.money import grouped
from registry.admin.start.tile_map import GRID, SHORT_NAMES
from registry.models import Association, Province
from registry.network_counts import Here, by_province
from registry.statistics import Kept

STEPS = 5  # shades of the map; each tile also says its number


@dataclass(frozen=True)
class Spot:
    """A province: its numbers, and how dark its tile is."""

    code: str
    name: str
    short: str
    open: str
    new: str
    late: str
    percent: int
    step: int
    told: str
    url: str


@dataclass(frozen=True)
class Shade:
    """A line of the map's legend."""

    step: int
    label: str


@dataclass(frozen=True)
class Network:
    spots: list[Spot]
    grid: list[list[Spot | None]]
    legend: list[Shade]
    associations: str


def network_of(
    kept: Kept, counted: dict[int, Here], associations: dict[int, Association], url: str = ""
) -> Network:
    """From what is kept, however many files there are.  `url`: the list a tile leads to."""
    totals: dict[int, list[int]] = {}
    for province, here in by_province(kept).items():
        _add(totals, province, (here.open, here.new, 0))
    for association, here in counted.items():
        _add(totals, associations[association].county.province_id, (0, 0, here.late))
    most = max((counts[0] for counts in totals.values()), default=0)
    provinces = sorted(
        Province.objects.all(), key=lambda province: -totals.get(province.pk, [0])[0]
    )
    spots = [_spot(row, totals.get(row.pk, [0, 0, 0]), most, url) for row in provinces]
    by_code = {spot.code: spot for spot in spots}
    return Network(
        spots=spots,
        grid=[[by_code.get(code) for code in row] for row in GRID],
        legend=_legend(most),
        associations=grouped(len(associations)),
    )


def _add(totals: dict[int, list[int]], province: int, counts: tuple[int, int, int]) -> None:
    so_far = totals.setdefault(province, [0, 0, 0])
    for place, count in enumerate(counts):
        so_far[place] += count


def _spot(province: Province, counts: list[int], most: int, url: str) -> Spot:
    open_files, new, late = map(grouped, counts)
    told = _("%(province)s: %(open)s open files, %(new)s in 30 days, %(late)s late tasks")
    persian, english = SHORT_NAMES[province.code]
    return Spot(
        code=province.code,
        name=province.name,
        short=persian if is_persian() else english,
        open=open_files,
        new=new,
        late=late,
        percent=round(100 * counts[0] / most) if most else 0,
        step=_step(counts[0], most),
        told=told % {"province": province.name, "open": open_files, "new": new, "late": late},
        url=f"{url}{province.pk}" if url else "",
    )


def _step(count: int, most: int) -> int:
    """0 for none; the rest in equal shares of the largest, so that the darkest is the fullest."""
    return min(STEPS - 1, 1 + (STEPS - 1) * (count - 1) // most) if count else 0


def _legend(most: int) -> list[Shade]:
    """From which number to which each shade goes; shades that no number falls on are left out."""
    shades = [Shade(0, grouped(0))]
    for step in range(1, STEPS):
        lowest = -(-most * (step - 1) // (STEPS - 1)) + 1
        highest = -(-most * step // (STEPS - 1)) if step < STEPS - 1 else most
        if lowest < highest:
            span = {"from": grouped(lowest), "to": grouped(highest)}
            shades.append(Shade(step, _("%(from)s to %(to)s") % span))
        elif lowest == highest:
            shades.append(Shade(step, grouped(lowest)))
    return shades
