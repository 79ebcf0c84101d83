"""What the registry hands to the publisher: counts, no rows of families."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple


class CubeRow(NamedTuple):
    """Families alike in everything a release can tell.

    `needs` counts up to three needs of each family, of different categories; `primary` counts
    each family once, by its most urgent need.
    """

    association: str
    province: str
    category: str
    facet: str
    band: int
    household: str
    needs: int
    primary: int


@dataclass(frozen=True)
class Named:
    """A place as the public knows it."""

    code: str
    name_fa: str
    name_en: str


@dataclass(frozen=True)
class Geography:
    """The public map: who stands where."""

    regions: dict[str, Named]
    provinces: dict[str, Named]
    associations: dict[str, Named]
    region_of: dict[str, str]
    province_of: dict[str, str]

    def associations_in(self, province: str) -> list[str]:
        return [code for code in self.associations if self.province_of[code] == province]

    def provinces_in(self, region: str) -> list[str]:
        return [code for code in self.provinces if self.region_of[code] == region]


Cell = tuple[str, ...]


@dataclass(frozen=True)
class Tables:
    """The four statistics tables, from the name of a cell to its number."""

    association_category: dict[Cell, int]
    province_category: dict[Cell, int]
    category_facet_amount: dict[Cell, int]
    province_household: dict[Cell, int]


def count(rows: list[CubeRow]) -> Tables:
    """The true counts.  One family touches at most ten cells, each by one."""
    s1: Counter[Cell] = Counter()
    s2: Counter[Cell] = Counter()
    s3: Counter[Cell] = Counter()
    s4: Counter[Cell] = Counter()
    for row in rows:
        s1[row.association, row.category] += row.needs
        s2[row.province, row.category] += row.needs
        s3[row.category, row.facet, str(row.band)] += row.needs
        s4[row.province, row.household] += row.primary
    return Tables(s1, s2, s3, s4)
