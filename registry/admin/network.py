"""The whole network by province: a map that is also a table."""

from dataclasses import dataclass, replace
from math import cos, radians, sqrt
from typing import Any

from django.utils.translation import gettext as _

from registry import statistics
from registry.models import Association, County, Province
from registry.money import grouped

WEST, EAST, SOUTH, NORTH = 43.2, 63.8, 24.6, 40.2
SCALE = 26  # pixels for one degree of latitude
SQUEEZE = cos(radians(32.4))  # a degree of longitude is shorter, here by so much
LARGEST = 30  # the radius of the province with most open files
SMALLEST = "3.0"
LABELLED = 9
NAME_WIDTH, NAME_HEIGHT = 70, 18


@dataclass(frozen=True)
class Spot:
    """A province: where it lies on the picture, and its numbers."""

    name: str
    open: str
    new: str
    late: str
    x: str
    y: str
    radius: str
    text_y: str
    percent: int
    labelled: bool = False


@dataclass(frozen=True)
class Network:
    spots: list[Spot]
    associations: str
    width: int
    height: int
    summary: str


def network_of(families: Any, tasks: Any) -> Network:
    """Four grouped queries, however many files there are."""
    counties = dict(County.objects.values_list("pk", "province"))
    totals: dict[int, list[int]] = {}
    for county, counts in statistics.by_county(families).items():
        _add(totals, counties[county], (*counts, 0))
    seats = dict(Association.objects.values_list("pk", "county__province"))
    for association, late in statistics.late_by_association(tasks).items():
        if association is not None:
            _add(totals, seats[association], (0, 0, late))
    provinces = sorted(
        Province.objects.all(), key=lambda province: -totals.get(province.pk, [0])[0]
    )
    return _picture(provinces, totals, len(seats))


def _add(totals: dict[int, list[int]], province: int, counts: tuple[int, int, int]) -> None:
    so_far = totals.setdefault(province, [0, 0, 0])
    for place, count in enumerate(counts):
        so_far[place] += count


def _picture(provinces: list[Province], totals: dict[int, list[int]], seats: int) -> Network:
    most = max((counts[0] for counts in totals.values()), default=0)
    spots: list[Spot] = []
    for order, province in enumerate(provinces):
        spot = _spot(province, totals.get(province.pk, [0, 0, 0]), most)
        labelled = order < LABELLED and spot.radius != SMALLEST and not _covered(spot, spots)
        spots.append(replace(spot, labelled=labelled))
    told = "; ".join(f"{spot.name} {spot.open}" for spot in spots)
    return Network(
        spots=spots,
        associations=grouped(seats),
        width=round((EAST - WEST) * SCALE * SQUEEZE),
        height=round((NORTH - SOUTH) * SCALE),
        summary=_("Open files by province: %(list)s") % {"list": told},
    )


def _covered(spot: Spot, spots: list[Spot]) -> bool:
    """Whether its name would stand on another name."""
    return any(
        other.labelled
        and abs(float(spot.x) - float(other.x)) < NAME_WIDTH
        and abs(float(spot.text_y) - float(other.text_y)) < NAME_HEIGHT
        for other in spots
    )


def _spot(province: Province, counts: list[int], most: int) -> Spot:
    smallest = float(SMALLEST)
    radius = max(smallest, LARGEST * sqrt(counts[0] / most)) if most else smallest
    x = (float(province.longitude) - WEST) * SCALE * SQUEEZE
    y = (NORTH - float(province.latitude)) * SCALE
    return Spot(
        name=province.name,
        open=grouped(counts[0]),
        new=grouped(counts[1]),
        late=grouped(counts[2]),
        x=f"{x:.1f}",  # as text: a template would write the point as a Persian comma
        y=f"{y:.1f}",
        radius=f"{radius:.1f}",
        text_y=f"{y + radius + 13:.1f}",
        percent=round(100 * counts[0] / most) if most else 0,
    )
