"""Protected statistics: every cell of a fixed, public domain, with exact Gaussian noise."""

from dataclasses import dataclass, fields, replace

from graphql_api.publishing.cube import Cell, Geography, Tables
from graphql_api.publishing.profiles import Profile
from graphql_api.publishing.samplers import Chance, discrete_gaussian
from graphql_api.publishing.vocabulary import UNTOLD, Vocabulary

TABLES = tuple(field.name for field in fields(Tables))


def domain(geography: Geography, words: Vocabulary) -> dict[str, list[Cell]]:
    """All cells there are, whether anybody is in them or not."""
    households = [value for value in words.facet_values("household") if value != UNTOLD]
    return {
        "association_category": [
            (place, category) for place in geography.associations for category in words.categories
        ],
        "province_category": [
            (place, category) for place in geography.provinces for category in words.categories
        ],
        "category_facet_amount": [
            (category, facet, str(band))
            for category in words.categories
            for facet, band in words.facet_cells(category)
        ],
        "province_household": [
            (place, household) for place in geography.provinces for household in households
        ],
    }


def protect(
    true: Tables, geography: Geography, words: Vocabulary, profile: Profile, seed: bytes
) -> Tables:
    """True counts in, noisy and consistent numbers out."""
    cells = domain(geography, words)
    noisy = Tables(
        **{
            table: {
                cell: getattr(true, table).get(cell, 0) + noise(seed, table, cell, profile.sigma)
                for cell in cells[table]
            }
            for table in TABLES
        }
    )
    agree(noisy, geography, list(words.categories))
    return noisy


def noise(seed: bytes, table: str, cell: Cell, sigma: int) -> int:
    return discrete_gaussian(Chance(seed, f"statistics/{table}/{'/'.join(cell)}"), sigma)


def agree(tables: Tables, geography: Geography, categories: list[str]) -> None:
    """Let associations add up to their province, moving each number as little as can be.

    Least squares with equal variances: the gap is shared equally by the parts and the whole.
    What an integer share leaves over goes to the first parts, one each.
    """
    parts, wholes = tables.association_category, tables.province_category
    for province in geography.provinces:
        inside = geography.associations_in(province)
        for category in categories if inside else ():
            gap = wholes[province, category] - sum(parts[place, category] for place in inside)
            share, over = divmod(gap, len(inside) + 1)
            for position, place in enumerate(inside):
                parts[place, category] += share + (position < over)
            wholes[province, category] -= share


@dataclass(frozen=True)
class Withheld:
    """Provinces whose numbers by category stay inside, for themselves or for their parts."""

    provinces: set[str]
    associations_of: set[str]


def dominated(
    tables: Tables, geography: Geography, words: Vocabulary, profile: Profile
) -> Withheld:
    """Where one category is so common that its share tells a neighbour too much.

    Judged on the numbers a reader would see, never on the registry.  One association cannot
    be withheld alone: its number would be what its province has more than the others.
    """

    def tells(table: dict[Cell, int], place: str) -> bool:
        row = [max(table[place, category], 0) for category in words.categories]
        return max(row) >= profile.threshold and max(row) > profile.alpha * sum(row)

    provinces = {code for code in geography.provinces if tells(tables.province_category, code)}
    parts = {
        geography.province_of[code]
        for code in geography.associations
        if tells(tables.association_category, code)
    }
    return Withheld(provinces, parts | provinces)


def withhold(tables: Tables, geography: Geography, withheld: Withheld) -> Tables:
    """Take the withheld numbers out; they do not enter the scheme either."""
    return replace(
        tables,
        association_category={
            cell: number
            for cell, number in tables.association_category.items()
            if geography.province_of[cell[0]] not in withheld.associations_of
        },
        province_category={
            cell: number
            for cell, number in tables.province_category.items()
            if cell[0] not in withheld.provinces
        },
    )
