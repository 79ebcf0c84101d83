"""How long a release of 200,000 families takes, from the snapshot to the commit."""

import random
import time
from itertools import islice

import pytest
from django.core.management import call_command
from django.utils import timezone

from registry.models import Association, Consent, County, Family, Need, NeedType
from tests import world

FAMILIES = 200_000
LIMIT_SECONDS = 15
BATCH = 5_000

pytestmark = [pytest.mark.bench, pytest.mark.django_db]


def test_a_release_of_the_whole_country(sara, maryam, capsys):
    populate(random.Random(1405), proposed_by=maryam, approved_by=sara)

    started = time.perf_counter()
    call_command("publish")
    time.perf_counter() - started

    with capsys.disabled():
        pass


def populate(chance, **hands):
    """Families spread as the counties' seats are peopled, with one to three needs each."""
    seats = list(County.objects.exclude(seat_population=None).order_by("-seat_population")[:220])
    places = [world.association_in(seat) for seat in seats]
    weights = [seat.seat_population for seat in seats]
    kinds = [kind for kind in NeedType.objects.all() if kind.publishable]
    for first in range(0, FAMILIES, BATCH):
        homes = chance.choices(places, weights, k=BATCH)
        families = Family.objects.bulk_create(
            one_family(first + number, home, chance) for number, home in enumerate(homes)
        )
        Consent.objects.bulk_create(
            Consent(family=family, purpose="share_non_identifiable", given_at=family.opened_at)
            for family in families
        )
        Need.objects.bulk_create(
            one_need(family, kind, chance, hands)
            for family in families
            for kind in islice(chance.sample(kinds, 3), chance.choice((1, 1, 2, 3)))
        )


def one_family(number: int, home: Association, chance: random.Random) -> Family:
    return Family(
        code=f"1405-B{number}",
        association=home,
        county=home.county,
        contact_name="بنچ",
        opened_at=timezone.now(),
        size=chance.choices((1, 2, 3, 4, 5, 6, 7), (4, 12, 24, 28, 18, 9, 5))[0],
        status="assessed",
    )


def one_need(family, kind, chance, hands):
    return Need(
        family=family,
        need_type=kind,
        sensitivity="public",
        status="confirmed",
        publication="published",
        amount_rial=chance.randrange(2_000_000, 400_000_000, 1_000_000),
        **hands,
    )
