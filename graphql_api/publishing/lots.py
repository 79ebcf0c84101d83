"""From the cube to lots: each family in one cell, each cell with its own integer noise."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from graphql_api.publishing.cube import CubeRow, Geography
from graphql_api.publishing.profiles import Profile
from graphql_api.publishing.samplers import truncated_laplace
from graphql_api.publishing.scheme import Scheme
from graphql_api.publishing.vocabulary import AMOUNT_UNTOLD, UNTOLD

NATION = "IR"


@dataclass(frozen=True, order=True)
class LotCell:
    """What a lot says; `grain` keeps cells of different rungs apart."""

    category: str
    grain: str
    level: str
    place: str
    facet: str
    band: int

    @property
    def name(self) -> str:
        return "/".join((self.category, self.grain, self.place, self.facet, str(self.band)))


@dataclass(frozen=True)
class DraftLot:
    """A cell that may be published, and what is told about it."""

    cell: LotCell
    provinces: tuple[str, ...]
    places: int

    def widened(self, level: str, place: str, provinces: tuple[str, ...]) -> "DraftLot":
        cell = replace(self.cell, level=level, place=place, grain=f"widened_{level}")
        return replace(self, cell=cell, provinces=provinces)


def place_of(row: CubeRow, level: str, geography: Geography) -> str:
    """The code of the place of this level that a row belongs to."""
    if level == "association":
        return row.association
    if level == "province":
        return row.province
    return geography.region_of[row.province] if level == "region" else NATION


def cell_of(row: CubeRow, scheme: Scheme, geography: Geography) -> LotCell:
    """The one cell a row's families fall into."""
    grain = scheme[row.category, row.province]
    return LotCell(
        category=row.category,
        grain=grain.name,
        level=grain.place,
        place=place_of(row, grain.place, geography),
        facet=row.facet if grain.facet else UNTOLD,
        band=row.band if grain.amount else AMOUNT_UNTOLD,
    )


def count_lots(rows: list[CubeRow], scheme: Scheme, geography: Geography) -> Counter[LotCell]:
    """Distinct families per cell, by their primary need.  Empty cells can never be published."""
    counted: Counter[LotCell] = Counter()
    for row in rows:
        if row.primary:
            counted[cell_of(row, scheme, geography)] += row.primary
    return counted


def covered(scheme: Scheme, geography: Geography) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Which provinces the cells of a category, grain and place speak for; the scheme alone says."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for (category, province), grain in scheme.items():
        if grain.place == "association":
            for place in geography.associations_in(province):
                found[category, grain.name, place].append(province)
        else:
            wide = {"province": province, "region": geography.region_of[province]}
            found[category, grain.name, wide.get(grain.place, NATION)].append(province)
    return {key: tuple(sorted(provinces)) for key, provinces in found.items()}


def draw(
    counted: Counter[LotCell],
    scheme: Scheme,
    geography: Geography,
    profile: Profile,
    seed: bytes,
) -> list[DraftLot]:
    """places = families + noise − A, published from k on: never more places than families."""
    provinces = covered(scheme, geography)
    drafts = []
    for cell in sorted(counted):
        noise = truncated_laplace(seed, f"lot/{cell.name}", profile.epsilon, profile.reach)
        places = counted[cell] + noise - profile.reach
        if places >= profile.k:
            told = provinces[cell.category, cell.grain, cell.place]
            drafts.append(DraftLot(cell, told, places))
    return drafts
