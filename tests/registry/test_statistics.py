"""The numbers: they add up, and of nothing there is no share."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from audit.calendar import jalali
from registry import statistics
from registry.admin.spans import due_in_words, share_in_words, span_in_words
from registry.models import Coverage, Family, Task
from registry.statistics import Kept, Share, the_country
from tests import world

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def country():
    """What is counted of the whole country."""
    return Kept(the_country(), Family.objects.all(), Task.objects.all())


def test_three_of_four_are_75_percent_and_of_nothing_there_is_a_dash():
    assert share_in_words(Share(3, 4)) == "75 %"
    assert share_in_words(Share(0, 4)) == "0 %"
    assert share_in_words(Share(0, 0)) == "—"


def test_the_waits_are_those_of_the_events(tehran):
    begun = timezone.now() - timedelta(days=20)
    for days in (1, 2, 9):
        world.family(
            tehran,
            opened_at=begun,
            referred_at=begun,
            first_contact_at=begun + timedelta(days=days),
            status="contacted",
        )
    world.family(tehran, opened_at=begun, referred_at=begun)

    waited = statistics.wait(country(), "contact")

    assert waited.median == timedelta(days=2)
    assert waited.p90 == timedelta(days=9)
    assert (waited.done, waited.not_yet) == (3, 1)


def test_imported_files_say_nothing_of_speed(tehran):
    begun = timezone.now() - timedelta(days=20)
    world.family(
        tehran, referred_at=begun, first_contact_at=begun, status="contacted", source="imported"
    )

    assert statistics.wait(country(), "contact").median is None


def test_a_family_is_newly_covered_once_in_the_year_it_first_was(tehran):
    this_year = jalali(timezone.localdate())[0]
    old = world.family(tehran, consents=False)
    new = world.family(tehran, consents=False)
    ages_ago = timezone.now() - timedelta(days=800)
    Coverage.objects.create(family=old, status="ended", since=ages_ago, until=ages_ago)
    Coverage.objects.create(family=old, status="active", since=timezone.now())
    Coverage.objects.create(family=new, status="provisional", since=timezone.now())

    assert statistics.newly_covered(country(), this_year) == 1
    assert statistics.newly_covered(country(), 1380) == 0


def test_data_older_than_ninety_days_are_stale(tehran):
    today = timezone.localdate()
    world.family(tehran, last_confirmed_on=today - timedelta(days=91))
    world.family(tehran, last_confirmed_on=today - timedelta(days=89))

    flow = statistics.flow(country())

    assert flow.stale == 1
    assert flow.fresh == Share(1, 2)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (NOW - timedelta(days=3), "3 days late"),
        (NOW - timedelta(minutes=50), "50 minutes late"),
        (NOW + timedelta(hours=2), "today"),
        (NOW + timedelta(days=1), "tomorrow"),
        (NOW + timedelta(days=4), "in 4 days"),
    ],
)
def test_due_times_are_said_as_a_colleague_would(due, words):
    assert due_in_words(due, NOW) == words


def test_a_span_of_seconds_is_less_than_a_minute():
    assert span_in_words(timedelta(seconds=3)) == "less than a minute"
    assert span_in_words(timedelta(hours=5)) == "5 hours"
