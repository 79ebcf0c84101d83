"""How finely each category is told in each province: a public function of public numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from graphql_api.publishing.cube import Geography, Tables
from graphql_api.publishing.profiles import Profile
from graphql_api.publishing.vocabulary import Vocabulary


@dataclass(frozen=True)
class Grain:
    """One rung of the ladder: how wide the place, and whether facet and amount are told."""

    place: str
    facet: bool = False
    amount: bool = False

    @property
    def name(self) -> str:
        told = (word for word in ("facet", "amount") if getattr(self, word))
        return "_".join((self.place, *told))


LOCAL = (
    Grain("association", facet=True, amount=True),
    Grain("province", facet=True, amount=True),
    Grain("association", amount=True),
    Grain("province", amount=True),
    Grain("province", facet=True),
    Grain("association"),
    Grain("province"),
)
REGIONAL = (Grain("region", amount=True), Grain("region"))
NATIONAL = (Grain("nation", amount=True), Grain("nation"))
GRAINS = {grain.name: grain for grain in (*LOCAL, *REGIONAL, *NATIONAL)}

Scheme = dict[tuple[str, str], Grain]


@dataclass(frozen=True)
class Forecast:
    """Predicts lot sizes from the published statistics, in integers."""

    tables: Tables
    words: Vocabulary
    profile: Profile

    @cached_property
    def ratio(self) -> tuple[int, int]:
        """Families per need, as a fraction of two published sums, never above one."""
        needs = max(sum(positive(self.tables.province_category.values())), 1)
        return min(sum(positive(self.tables.province_household.values())), needs), needs

    @cached_property
    def shares(self) -> dict[tuple[str, Grain], list[int]]:
        """How each category spreads over the facets and bands that a grain tells apart."""
        told = product(self.words.categories, GRAINS.values())
        return {(category, grain): self._shares(category, grain) for category, grain in told}

    def _shares(self, category: str, grain: Grain) -> list[int]:
        spread: dict[tuple[str, int], int] = {}
        for facet, band in self.words.facet_cells(category):
            told = (facet if grain.facet else "", band if grain.amount else 0)
            number = self.tables.category_facet_amount[category, facet, str(band)]
            spread[told] = spread.get(told, 0) + max(number, 0)
        return list(spread.values())

    def carries(self, category: str, grain: Grain, bases: Iterable[int]) -> bool:
        """Whether most of the predicted families fall into lots large enough to be published."""
        families, needs = self.ratio
        shares = self.shares[category, grain]
        least = self.profile.fits * max(sum(shares), 1) * needs
        cells = [base * share for base in positive(bases) for share in shares]
        kept = sum(cell for cell in cells if cell * families >= least)
        return kept > 0 and kept * 100 >= self.profile.coverage_percent * sum(cells)


def positive(numbers: Iterable[int]) -> list[int]:
    return [max(number, 0) for number in numbers]


def allowed(category: str, ladder: tuple[Grain, ...], words: Vocabulary) -> list[Grain]:
    """Sensitive categories are never told below the province, nor with a facet."""
    if not words.categories[category].sensitive:
        return list(ladder)
    return [grain for grain in ladder if grain.place != "association" and not grain.facet]


def choose(tables: Tables, geography: Geography, words: Vocabulary, profile: Profile) -> Scheme:
    """The first grain that carries, province by province; the rest is told more widely."""
    forecast = Forecast(tables, words, profile)
    scheme: Scheme = {}
    for category in words.categories:
        open_provinces = choose_local(forecast, category, geography, scheme)
        for region in geography.regions:
            inside = [code for code in open_provinces if geography.region_of[code] == region]
            choose_wide(forecast, category, REGIONAL, inside, scheme)
        rest = [code for code in open_provinces if (category, code) not in scheme]
        choose_wide(forecast, category, NATIONAL, rest, scheme)
        for province in rest:
            scheme.setdefault((category, province), NATIONAL[-1])
    return scheme


def choose_local(
    forecast: Forecast, category: str, geography: Geography, scheme: Scheme
) -> list[str]:
    """Settle the provinces that can stand alone; return those that cannot."""
    ladder = allowed(category, LOCAL, forecast.words)
    left = []
    for province in geography.provinces:
        bases = {
            "association": [
                forecast.tables.association_category.get((place, category), 0)
                for place in geography.associations_in(province)
            ],
            "province": [forecast.tables.province_category.get((province, category), 0)],
        }
        fitting = (
            grain for grain in ladder if forecast.carries(category, grain, bases[grain.place])
        )
        grain = next(fitting, None)
        if grain is None:
            left.append(province)
        else:
            scheme[category, province] = grain
    return left


def choose_wide(
    forecast: Forecast,
    category: str,
    ladder: tuple[Grain, ...],
    provinces: list[str],
    scheme: Scheme,
) -> None:
    """Settle provinces together, if together they carry."""
    base = sum(
        positive(forecast.tables.province_category.get((code, category), 0) for code in provinces)
    )
    for grain in allowed(category, ladder, forecast.words):
        if forecast.carries(category, grain, [base]):
            scheme.update({(category, province): grain for province in provinces})
            return
