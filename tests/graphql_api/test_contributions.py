"""Which needs count in a release, and as what."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from graphql_api.publishing.contributions import cube
from graphql_api.publishing.vocabulary import vocabulary
from registry.models import Family, Need
from tests import world
from tests.graphql_api.country import SEED

TODAY = date(2026, 11, 21)


@pytest.fixture
def told(sara, maryam):
    """Give a family a need that is confirmed and released for publication by two people."""

    def tell(family, code="E02", **facts):
        facts = {
            "status": "confirmed",
            "publication": "published",
            "proposed_by": maryam,
            "approved_by": sara,
        } | facts
        return world.need(family, code, **facts)

    return tell


@pytest.fixture
def family(tehran):
    return world.family(tehran, status="verified")


def rows(seed=SEED):
    return cube(vocabulary(), seed, TODAY)


def test_a_published_need_of_a_verified_family_counts(family, told, tehran):
    told(family)

    (row,) = rows()

    assert (row.association, row.province) == (tehran.code, tehran.county.province.code)
    assert (row.category, row.household) == ("livelihood", "household_1_2")
    assert (row.needs, row.primary) == (1, 1)


@pytest.mark.parametrize(
    "facts",
    [
        {"publication": "private"},
        {"publication": "proposed"},
        {"publication": "closed"},
        {"status": "met", "publication": "closed"},
        {"status": "withdrawn", "publication": "private"},
    ],
)
def test_a_need_that_is_not_released_does_not_count(family, told, facts):
    told(family, **facts)

    assert rows() == []


@pytest.mark.parametrize("status", ["referred", "contacted", "identified", "closed"])
def test_a_family_that_is_not_verified_does_not_count(family, told, status):
    told(family)
    assert len(rows()) == 1

    Family.objects.filter(pk=family.pk).update(status=status)

    assert rows() == []


def test_an_assessed_family_counts_like_a_verified_one(family, told):
    told(family)
    Family.objects.filter(pk=family.pk).update(status="assessed")

    assert len(rows()) == 1


def test_a_family_that_takes_its_consent_back_counts_no_more(family, told):
    told(family)
    assert len(rows()) == 1

    family.consents.filter(purpose="share_non_identifiable").update(withdrawn_at=timezone.now())

    assert rows() == []


def test_consent_to_something_else_is_no_consent(tehran, told):
    family = world.family(tehran, status="verified", consents=False)
    told(family)
    family.consents.create(purpose="messages", given_at=timezone.now())

    assert rows() == []


def test_a_need_whose_type_has_no_published_category_does_not_count(family, told):
    need = told(family)
    need.need_type.category = ""
    need.need_type.save()

    assert rows() == []


def test_of_five_needs_three_count_and_the_most_urgent_is_the_primary_one(family, told):
    for code in ("E02", "E03", "E07", "H02"):
        told(family, code)
    told(family, "S02", urgency="urgent")

    found = rows()

    assert sum(row.needs for row in found) == 3
    (primary,) = [row for row in found if row.primary]
    assert primary.category == "schooling"


def test_two_needs_of_one_category_count_once(family, told):
    """Otherwise one family could change a statistic by more than one."""
    told(family, "E03")
    told(family, "E05")

    assert [(row.category, row.needs, row.primary) for row in rows()] == [("housing", 1, 1)]


def test_equal_needs_take_turns_from_release_to_release(family, told):
    told(family, "E02")
    told(family, "E07")

    primaries = {
        row.category for number in range(20) for row in rows(bytes([number] * 32)) if row.primary
    }

    assert primaries == {"livelihood", "employment"}


@pytest.mark.parametrize(
    ("size", "band"),
    [(1, "household_1_2"), (2, "household_1_2"), (3, "household_3_4"), (4, "household_3_4"),
     (5, "household_5_up"), (11, "household_5_up")],
)  # fmt: skip
def test_a_household_is_told_by_its_band(tehran, told, size, band):
    told(world.family(tehran, status="verified", size=size))

    (row,) = rows()

    assert row.household == row.facet == band


@pytest.mark.parametrize(
    ("grade", "level"),
    [(0, "school_primary"), (6, "school_primary"), (7, "school_lower"), (9, "school_lower"),
     (10, "school_upper"), (12, "school_upper"), (None, "")],
)  # fmt: skip
def test_schooling_is_told_by_the_level_of_the_child(family, told, grade, level):
    told(family, "S02", member=world.member(family, grade=grade))

    (row,) = rows()

    assert (row.category, row.facet) == ("schooling", level)


@pytest.mark.parametrize(("days", "group"), [(1, "age_child"), (0, "age_adult"), (-1, "age_adult")])
def test_treatment_is_told_for_children_and_adults(family, told, days, group):
    birthday = TODAY.replace(year=TODAY.year - 18) + timedelta(days=days)
    told(family, "H02", member=world.member(family, birth_date=birthday))

    (row,) = rows()

    assert (row.category, row.facet) == ("treatment", group)


def test_a_category_without_a_facet_tells_none(family, told):
    told(family, "E07", member=world.member(family, grade=5))

    (row,) = rows()

    assert (row.category, row.facet) == ("employment", "")


@pytest.mark.parametrize(
    ("factor", "band"), [(1, 1), (59, 1), (60, 2), (119, 2), (120, 3), (250, 4)]
)
def test_an_amount_is_told_by_its_public_band(family, told, factor, band):
    reference = vocabulary().categories["livelihood"].reference_rial
    told(family, amount_rial=reference * factor // 100)

    (row,) = rows()

    assert row.band == band
    lower, upper = vocabulary().band_bounds("livelihood", band)
    assert lower <= reference * factor // 100
    assert upper is None or reference * factor // 100 < upper


def test_a_need_without_an_amount_tells_none(family, told):
    told(family, amount_rial=None)

    assert [row.band for row in rows()] == [0]


@pytest.mark.django_db
def test_every_kind_of_need_that_is_published_has_its_words():
    kinds = Need._meta.get_field("need_type").related_model.objects
    assert set(kinds.exclude(category="").values_list("category", flat=True)) <= set(
        vocabulary().categories
    )
