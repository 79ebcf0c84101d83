"""A country on paper: families as lists of needs, counted as the registry would count them."""

import random
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from graphql_api.publishing.cube import CubeRow, Geography, Named
from graphql_api.publishing.profiles import PROFILES
from graphql_api.publishing.release import Draft, prepare
from graphql_api.publishing.vocabulary import vocabulary

SEED = b"the seed of the tests, 32 bytes."


@dataclass(frozen=True)
class PaperFamily:
    """Where it lives, how many they are, and its needs, the most urgent first."""

    association: str
    household: str
    needs: tuple[tuple[str, str, int], ...]


def named(code: str) -> Named:
    return Named(code, f"نام {code}", f"Name {code}")


@lru_cache(maxsize=1)
def geography() -> Geography:
    provinces = [f"{number:02d}" for number in range(31)]
    home = {
        f"{province}-{number}": province
        for province in provinces
        for number in range(1, 3 + int(province) % 4)
    }
    return Geography(
        regions={str(number): named(str(number)) for number in range(1, 6)},
        provinces={code: named(code) for code in provinces},
        associations={code: named(code) for code in home},
        region_of={code: str(1 + number % 5) for number, code in enumerate(provinces)},
        province_of=home,
    )


def families(count: int, seed: int = 1405) -> list[PaperFamily]:
    chance, words = random.Random(seed), vocabulary()
    places = list(geography().associations)
    weights = [chance.lognormvariate(0, 0.9) for _ in places]
    bands = words.facet_values("household")[1:]
    return [
        family(chance, place, chance.choice(bands))
        for place in chance.choices(places, weights, k=count)
    ]


def family(chance: random.Random, place: str, household: str) -> PaperFamily:
    words = vocabulary()
    number = chance.choices((1, 2, 3), (6, 3, 1))[0]
    needs = []
    for category in chance.sample(list(words.categories), number):
        kind = words.categories[category].facet
        facet = household if kind == "household" else chance.choice(words.facet_values(kind))
        needs.append((category, facet, chance.choice(words.bands)))
    return PaperFamily(place, household, tuple(needs))


def rows_of(population: list[PaperFamily]) -> list[CubeRow]:
    needs: Counter = Counter()
    primary: Counter = Counter()
    for each in population:
        province = geography().province_of[each.association]
        for rank, (category, facet, band) in enumerate(each.needs):
            cell = (each.association, province, category, facet, band, each.household)
            needs[cell] += 1
            primary[cell] += rank == 0
    return [CubeRow(*cell, count, primary[cell]) for cell, count in needs.items()]


@lru_cache(maxsize=4)
def draft(count: int, profile: str = "small", seed: int = 1405) -> Draft:
    """A release of that many families, not stored."""
    rows = rows_of(families(count, seed))
    return prepare(rows, geography(), vocabulary(), PROFILES[profile], SEED)
