"""Lists by year and month, in the calendar of the page."""

from datetime import date

import pytest
from django.urls import reverse

from audit.calendar import gregorian
from registry.filters.base import begin_of
from registry.filters.period import Period
from tests import world

FAMILIES = reverse("admin:registry_family_changelist")


@pytest.fixture
def files(tehran):
    """One file of Mehr 1404, one of Aban 1404, and one of the first day of 1405."""
    for name, day in (
        ("Zahra", gregorian(1404, 7, 30)),
        ("Leila", gregorian(1404, 8, 1)),
        ("Mahin", gregorian(1405, 1, 1)),
    ):
        world.family(tehran, contact_name=name, opened_at=begin_of(day))


@pytest.fixture
def shown(client, maryam):
    client.force_login(maryam)

    def under(language="en", **asked):
        maryam.language = language
        maryam.save()
        return client.get(FAMILIES, asked).context["cl"]

    return under


def names(listed):
    return sorted(family.contact_name for family in listed.result_list)


def offered(listed):
    [facet] = [each for each in listed.panel.facets if each.name == "opened_in"]
    return {choice.value: (choice.label, choice.count) for choice in facet.choices}


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("1404", ["Leila", "Zahra"]),
        ("۱۴۰۴", ["Leila", "Zahra"]),
        ("1404-07", ["Zahra"]),
        ("1404-08", ["Leila"]),
        ("1404-12", []),
        ("1405", ["Mahin"]),
        ("2025", ["Leila", "Zahra"]),
        ("2025-10", ["Leila", "Zahra"]),
        ("2025-12", []),
        ("2026-03", ["Mahin"]),
    ],
)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_period_finds_its_own_files_in_either_language(shown, files, period, found, language):
    listed = shown(language, opened_in=period)

    assert listed.panel.refusals == []
    assert names(listed) == found


@pytest.mark.parametrize("period", ["1404-13", "1404-0", "0", "99", "1404-07-01", "last year", "-"])
def test_what_is_no_period_is_refused_with_a_sentence(shown, files, period):
    listed = shown(opened_in=period)

    assert names(listed) == []
    [refusal] = listed.panel.refusals
    assert "no year and no month" in refusal


def test_years_are_offered_in_the_calendar_of_the_page_and_then_their_months(shown, files):
    assert offered(shown("fa", panel="1")) == {"1405": ("۱۴۰۵", "۱"), "1404": ("۱۴۰۴", "۲")}
    assert offered(shown("en", panel="1")) == {"2026": ("2026", "1"), "2025": ("2025", "2")}
    assert offered(shown("fa", panel="1", opened_in="1404")) == {
        "1405": ("۱۴۰۵", "۱"),
        "1404": ("۱۴۰۴", "۲"),
        "1404-08": ("– آبان ۱۴۰۴", "۱"),
        "1404-07": ("– مهر ۱۴۰۴", "۱"),
    }


def test_a_period_of_the_other_calendar_is_told_by_its_days(shown, files):
    [chip] = shown("en", opened_in="1404-07").panel.chips

    assert chip.label == "Registered in: 23 September 2025 – 22 October 2025"


def test_the_last_month_of_a_year_ends_with_the_year():
    assert Period("2025-12").bounds == (date(2025, 12, 1), date(2026, 1, 1))
    assert Period("1404-12").bounds[1] == Period("1405").bounds[0] == gregorian(1405, 1, 1)
