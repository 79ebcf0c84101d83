"""A family that takes back its consent to services: nothing of it is told, nothing is done."""

import pytest

from registry.errors import RuleError
from registry.models import Consent
from registry.services.amendment import give
from registry.services.consents import withdraw_consent
from registry.services.contact import record_first_contact
from tests import road, world
from tests.doors import page

Purpose = Consent.Purpose


@pytest.fixture
def family(tehran, kaveh, evin):
    """Zahra's family, registered through its link."""
    return world.registered(world.prisoner(evin, custody_status="convicted"), kaveh).family


def withdrawn(family):
    services = family.consents.get(purpose=Purpose.CASE_SERVICES)
    withdraw_consent(consent=services, reason="She said so on the telephone.")
    return road.fresh(family)


def test_every_other_consent_and_every_publication_ends_with_it(family, maryam, hamid, sara):
    need = family.needs.get(need_type__code="E02")
    road.assessed(family, maryam, hamid)
    road.published(need, maryam, sara)

    withdrawn(family)

    assert not family.consents.filter(withdrawn_at=None).exists()
    assert road.fresh(need).publication == "closed"


def test_no_step_works_for_it_until_it_agrees_again(family, maryam):
    family = withdrawn(family)
    with pytest.raises(RuleError, match="took back its consent") as refused:
        record_first_contact(family=family, by=maryam)
    assert refused.value.code == "consent_withdrawn"
    assert road.fresh(family).status == "referred"

    give(family=road.fresh(family), purpose=Purpose.CASE_SERVICES, greeting="We agree again.")

    assert record_first_contact(family=road.fresh(family), by=maryam).status == "contacted"


def test_its_file_says_so_and_offers_only_to_send_it_on(sign_in, family, maryam):
    before = sign_in(maryam).get(page(family)).context
    assert before["next"] is not None

    withdrawn(family)
    after = sign_in(maryam).get(page(family))

    assert "nothing is done here until it agrees again" in after.text
    assert after.context["next"] is None
    assert "took back its consent" in sign_in(maryam).get(page(family, "contact"), follow=True).text
