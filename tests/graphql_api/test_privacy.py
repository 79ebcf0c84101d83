"""What releases cost together."""

import pytest

from graphql_api.publishing.privacy import compose
from graphql_api.publishing.profiles import PROFILES, YEARLY_CAP


@pytest.mark.parametrize(
    ("name", "releases", "epsilon"),
    [
        ("strict", 1, 1.05),
        ("strict", 4, 2.45),
        ("strict", 12, 4.83),
        ("strict", 24, 7.28),
        ("standard", 1, 1.74),
        ("standard", 4, 4.31),
        ("standard", 12, 9.19),
        ("small", 1, 2.68),
        ("small", 2, 4.34),
        ("small", 4, 7.24),
    ],
)
def test_the_price_of_several_releases_is_the_published_one(name, releases, epsilon):
    assert compose([PROFILES[name].price] * releases) == pytest.approx(epsilon, abs=0.005)


def test_a_year_holds_twelve_strict_releases_or_two_small_ones():
    def year(name, releases):
        return compose([PROFILES[name].price] * releases)

    assert year("strict", 12) <= YEARLY_CAP < year("strict", 13)
    assert year("small", 2) <= YEARLY_CAP < year("small", 3)


def test_nothing_published_costs_nothing():
    assert compose([]) == 0.0
