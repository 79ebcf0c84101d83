"""What is drawn is drawn from exactly the distribution that is promised."""

from collections import Counter
from decimal import Decimal, localcontext
from fractions import Fraction
from math import exp, pi

import pytest

from graphql_api.publishing.profiles import PROFILES
from graphql_api.publishing.samplers import (
    LAPLACE_BITS,
    Chance,
    discrete_gaussian,
    laplace_reach,
    laplace_table,
    truncated_laplace,
)
from tests.graphql_api.country import SEED

WHOLE = 2**LAPLACE_BITS


def weights(profile):
    table = laplace_table(profile.epsilon, profile.reach)
    return [after - before for before, after in zip((0, *table), table, strict=False)]


def outcomes(profile, families):
    """The exact chance, out of 2^128, of everything a reader may see of a lot."""
    seen = Counter()
    for noise, weight in enumerate(weights(profile), start=-profile.reach):
        places = families + noise - profile.reach
        seen[places if places >= profile.k else 0] += weight
    return seen


@pytest.mark.parametrize(("epsilon", "reach"), [("0.25", 57), ("0.5", 30), ("1", 16)])
def test_the_noise_reaches_as_far_as_delta_demands_and_no_further(epsilon, reach):
    assert laplace_reach(Decimal(epsilon), Decimal("1e-7")) == reach


@pytest.mark.parametrize("name", PROFILES)
def test_a_lot_shows_nothing_or_between_k_and_the_families_there_are(name):
    profile = PROFILES[name]

    for families in range(profile.k + 4 * profile.reach + 6):
        shown = set(outcomes(profile, families)) - {0}

        assert all(profile.k <= places <= families for places in shown)


@pytest.mark.parametrize("name", PROFILES)
def test_one_family_more_or_less_changes_no_chance_by_more_than_epsilon_but_for_delta(name):
    """The hockey-stick divergence of neighbours, exact, in both directions."""
    profile = PROFILES[name]
    with localcontext() as context:
        context.prec = 60
        factor = Fraction(profile.epsilon.exp())
    worst = Fraction(0)
    here = outcomes(profile, 0)
    for families in range(1, profile.k + 4 * profile.reach + 6):
        there = outcomes(profile, families)
        for one, other in ((here, there), (there, here)):
            beyond = sum(max(Fraction(one[q]) - factor * other[q], 0) for q in one)
            worst = max(worst, beyond / WHOLE)
        here = there

    assert 0 < worst <= Fraction(profile.delta)
    if name == "strict":
        assert float(worst) == pytest.approx(8.05e-8, rel=1e-3)


def test_the_table_uses_every_draw_once():
    for profile in PROFILES.values():
        assert sum(weights(profile)) == WHOLE
        assert weights(profile) == weights(profile)[::-1]


def chi_square(counts, chances, draws):
    """The statistic and its degrees of freedom, cells with too few draws taken together."""
    cells = [value for value, chance in chances.items() if chance * draws >= 5]
    rest = 1 - sum(chances[value] for value in cells)
    expected = [chances[value] * draws for value in cells] + [rest * draws]
    seen = [counts[value] for value in cells] + [draws - sum(counts[v] for v in cells)]
    pairs = [(one, other) for one, other in zip(seen, expected, strict=True) if other > 0]
    return sum((one - other) ** 2 / other for one, other in pairs), len(pairs) - 1


def test_the_gaussian_has_the_shape_of_theory():
    sigma, draws = 18, 30_000
    mass = {z: exp(-z * z / (2 * sigma**2)) for z in range(-12 * sigma, 12 * sigma + 1)}
    chances = {z: weight / sum(mass.values()) for z, weight in mass.items()}

    counts = Counter(discrete_gaussian(Chance(SEED, f"test/{n}"), sigma) for n in range(draws))

    statistic, freedom = chi_square(counts, chances, draws)
    assert statistic < freedom + 3 * (2 * freedom) ** 0.5
    assert sum(mass.values()) == pytest.approx(sigma * (2 * pi) ** 0.5)


def test_the_laplace_has_the_shape_of_its_table():
    profile, draws = PROFILES["strict"], 30_000
    chances = {z: weight / WHOLE for z, weight in enumerate(weights(profile), start=-profile.reach)}

    counts = Counter(
        truncated_laplace(SEED, f"test/{n}", profile.epsilon, profile.reach) for n in range(draws)
    )

    statistic, freedom = chi_square(counts, chances, draws)
    assert statistic < freedom + 3 * (2 * freedom) ** 0.5


def test_the_same_seed_draws_the_same_and_another_seed_does_not():
    def drawn(seed):
        return [discrete_gaussian(Chance(seed, f"{n}"), 18) for n in range(50)]

    assert drawn(SEED) == drawn(SEED)
    assert drawn(SEED) != drawn(SEED[::-1])
