"""The algorithm on paper: what one family can change, and what follows from public numbers."""

from collections import Counter
from dataclasses import fields, replace

import pytest

from graphql_api.publishing.breaker import Breaker, Census
from graphql_api.publishing.cube import Tables, count
from graphql_api.publishing.lots import DraftLot, LotCell, count_lots
from graphql_api.publishing.profiles import PROFILES
from graphql_api.publishing.release import prepare
from graphql_api.publishing.scheme import GRAINS, Forecast, choose
from graphql_api.publishing.statistics import Withheld, domain, dominated, protect, withhold
from graphql_api.publishing.vocabulary import vocabulary
from tests.graphql_api import country
from tests.graphql_api.country import SEED, geography

WORDS = vocabulary()


def changes(one, other):
    """By how much each cell differs, where it does."""
    cells = set(one) | set(other)
    return [
        other.get(cell, 0) - one.get(cell, 0)
        for cell in cells
        if one.get(cell, 0) != other.get(cell, 0)
    ]


def statistics_changes(one, other):
    return [
        change
        for table in fields(Tables)
        for change in changes(getattr(one, table.name), getattr(other, table.name))
    ]


@pytest.mark.parametrize("number", range(25))
def test_one_family_more_changes_ten_statistics_and_one_lot_by_one(number):
    """What goes into the noise, on neighbouring registries and the same seed."""
    population = country.families(800)
    newcomer = country.families(25, seed=99)[number]
    here, there = country.rows_of(population), country.rows_of([*population, newcomer])
    scheme = country.draft(800).scheme

    statistics = statistics_changes(count(here), count(there))
    lots = changes(count_lots(here, scheme, geography()), count_lots(there, scheme, geography()))

    assert set(statistics) == {1}
    assert len(statistics) == 3 * len(newcomer.needs) + 1 <= 10
    assert lots == [1]


def test_the_noise_of_a_cell_does_not_depend_on_the_families():
    profile = PROFILES["strict"]
    here, there = country.rows_of(country.families(300)), country.rows_of(country.families(500))

    def noise(rows):
        true = count(rows)
        noisy = protect(true, geography(), WORDS, profile, SEED)
        return {
            cell: number - true.category_facet_amount.get(cell, 0)
            for cell, number in noisy.category_facet_amount.items()
        }

    assert noise(here) == noise(there)


def test_every_cell_of_the_public_domain_gets_a_number_even_without_families():
    noisy = protect(count([]), geography(), WORDS, PROFILES["strict"], SEED)

    for table, cells in domain(geography(), WORDS).items():
        assert set(getattr(noisy, table)) == set(cells)
        assert any(number != 0 for number in getattr(noisy, table).values())


def test_associations_add_up_to_their_province():
    tables = country.draft(5_000).tables

    for province in geography().provinces:
        for category in WORDS.categories:
            parts = sum(
                tables.association_category.get((place, category), 0)
                for place in geography().associations_in(province)
            )
            assert parts == tables.province_category[province, category]


def test_the_same_registry_and_seed_give_the_same_release():
    rows = country.rows_of(country.families(2_000))
    again = [
        prepare(each, geography(), WORDS, PROFILES["small"], SEED) for each in (rows, rows[::-1])
    ]

    assert again[0].tables == again[1].tables
    assert again[0].lots == again[1].lots


def test_the_scheme_follows_from_the_published_statistics_alone():
    draft = country.draft(5_000)

    assert choose(draft.tables, geography(), WORDS, PROFILES["small"]) == draft.scheme


def test_every_category_has_a_grain_in_every_province():
    for families in (0, 1, 800):
        scheme = country.draft(families).scheme

        assert len(scheme) == 31 * len(WORDS.categories)


def test_sensitive_categories_are_told_by_province_at_the_finest_and_without_a_facet():
    crowded = Tables(
        **{
            table: dict.fromkeys(cells, 50_000 if table == "province_household" else 5_000)
            for table, cells in domain(geography(), WORDS).items()
        }
    )
    scheme = choose(crowded, geography(), WORDS, PROFILES["strict"])

    finest = {category: grain for (category, _province), grain in scheme.items()}
    assert finest["livelihood"] == GRAINS["association_facet_amount"]
    assert finest["counselling"] == finest["settlement"] == GRAINS["province_amount"]


def test_every_family_stands_in_one_lot_cell():
    population = country.families(3_000)
    counted = count_lots(country.rows_of(population), country.draft(3_000).scheme, geography())

    assert sum(counted.values()) == len(population)


@pytest.mark.parametrize("families", [0, 1, 60, 1_000, 5_000])
def test_a_lot_never_has_more_places_than_families_nor_fewer_than_k(families):
    draft, profile = country.draft(families), PROFILES["small"]

    told = Counter()
    for lot in draft.lots:
        assert lot.places >= profile.k
        told[lot.cell] += lot.places
    for cell, places in told.items():
        if cell in draft.counted:
            assert places <= draft.counted[cell]


def test_lots_stand_in_random_order():
    lots = [lot.cell for lot in country.draft(5_000).lots]

    assert lots != sorted(lots)


def test_a_province_where_one_category_rules_keeps_its_numbers_inside():
    profile = PROFILES["strict"]
    even = Tables(
        **{table: dict.fromkeys(cells, 100) for table, cells in domain(geography(), WORDS).items()}
    )
    ruled = replace(even, province_category=even.province_category | {("07", "livelihood"): 5_000})

    assert dominated(even, geography(), WORDS, profile) == Withheld(set(), set())
    found = dominated(ruled, geography(), WORDS, profile)
    assert found == Withheld({"07"}, {"07"})
    told = withhold(ruled, geography(), found)
    assert ("07", "livelihood") not in told.province_category
    assert ("08", "livelihood") in told.province_category
    assert not [
        cell for cell in told.association_category if geography().province_of[cell[0]] == "07"
    ]


def breaker(lots, families_per_kind=1_000):
    tables = Tables(
        **{table: dict.fromkeys(cells, 300) for table, cells in domain(geography(), WORDS).items()}
    )
    tables = replace(
        tables,
        province_household=dict.fromkeys(tables.province_household, families_per_kind),
    )
    profile = PROFILES["strict"]
    ratio = Forecast(tables, WORDS, profile).ratio
    return Breaker(lots, Census(tables, geography(), WORDS), profile, ratio)


def lot_of(places, facet="household_5_up"):
    cell = LotCell("livelihood", "province_facet", "province", "07", facet, 0)
    return DraftLot(cell, ("07",), places)


def test_a_lot_that_gives_a_household_away_is_told_more_widely():
    quiet, loud = breaker([lot_of(300)]), breaker([lot_of(900)])

    assert quiet.run() == [lot_of(300)]
    (wider,) = loud.run()
    assert wider.cell.level == "region"
    assert wider.places == 900
    assert set(wider.provinces) == set(geography().provinces_in(geography().region_of["07"]))


def test_two_lots_that_are_told_more_widely_become_one():
    elsewhere = DraftLot(replace(lot_of(0).cell, place="12"), ("12",), 950)
    assert geography().region_of["07"] == geography().region_of["12"]

    (wider,) = breaker([lot_of(900), elsewhere]).run()

    assert wider.places == 1_850


def test_no_household_is_given_away_when_the_breaker_is_done():
    draft, profile = country.draft(5_000), PROFILES["small"]
    ratio = Forecast(draft.tables, WORDS, profile).ratio
    done = Breaker(draft.lots, Census(draft.tables, geography(), WORDS), profile, ratio)

    assert done.widen_once(done.kinds()) is False


def test_a_lot_that_gives_a_household_away_even_countrywide_is_not_told():
    (lot,) = [lot_of(40_000)]

    assert breaker([lot], families_per_kind=1_000).run() == []
