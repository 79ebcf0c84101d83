"""Which papers a family is asked for, and of whom."""

import pytest
from django.utils import timezone

from registry.services.correction import correct
from registry.services.documents import checklist
from registry.services.verification import decide_verification
from tests import road, world
from tests.doors import page


def test_nobody_who_has_moved_out_is_asked_for_papers(tehran, maryam, hamid):
    family = road.identified(world.family(tehran, members=2), maryam)
    gone = family.members.last()
    assert gone in [paper.member for paper in checklist(family)]

    correct(row=gone, given={"lives_with": False})
    road.with_documents(family, maryam)
    decide_verification(family=family, by=hamid, decision="verified")

    assert road.fresh(family).status == "verified"
    assert not family.documents.filter(member=gone).exists()


@pytest.fixture
def asked(sign_in, tehran, maryam):
    """`asked(years, days)`: the papers that the page asks of somebody born so long ago."""

    def asked(years, days=0):
        today = timezone.localdate()
        born = today.replace(year=today.year - years, day=min(today.day, 28))
        family = road.contacted(world.family(tehran), maryam)
        person = world.member(family, birth_date=born + timezone.timedelta(days=days))
        fields = sign_in(maryam).get(page(family, "documents")).context["form"].fields
        return {name.partition("-")[0] for name in fields if name.endswith(f"-{person.pk}")}

    return asked


def test_of_whoever_is_eighteen_a_national_card_is_asked_and_no_school_certificate(asked):
    assert "national_card" in asked(18)
    assert "school_certificate" not in asked(18)
    assert "national_card" in asked(19)


def test_of_whoever_is_not_eighteen_yet_a_school_certificate_is_asked_and_no_card(asked):
    assert "national_card" not in asked(18, days=31)
    assert "school_certificate" in asked(18, days=31)
    assert "school_certificate" in asked(17)
