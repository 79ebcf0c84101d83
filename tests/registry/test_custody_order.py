"""What cannot have happened to a prisoner is refused, or moves nothing; what comes late may be."""

import pytest

from registry.errors import RuleError
from registry.services import custody
from tests.registry.test_custody import day, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["leave_start", "leave_end", "semi_open", "e_monitor", "release"])
def test_after_a_release_kaveh_records_a_readmission_first(kind, prisoner, family, kaveh):
    told(prisoner, ("admission", 1), ("release", 2), by=kaveh)

    with pytest.raises(RuleError) as refusal:
        told(prisoner, (kind, 4), by=kaveh)
    assert refusal.value.code == "after_release"
    family.refresh_from_db()
    assert (prisoner.custody_status, family.phase) == ("released", "aftercare")

    told(prisoner, ("readmission", 3), (kind, 4), by=kaveh)
    assert prisoner.events.count() == 4


@pytest.mark.parametrize(("ending", "status"), [("release", "released"), ("death", "deceased")])
def test_what_was_recorded_too_late_moves_nothing(ending, status, prisoner, kaveh):
    told(prisoner, ("admission", 1), ("leave_end", 5), ("semi_open", 6), by=kaveh)

    assert told(prisoner, (ending, 3), by=kaveh) == status
    assert not prisoner.held


def test_a_late_transfer_may_lead_to_where_he_is_now(prisoner, evin, adelabad, kaveh, mina):
    def taken(to, number, by):
        custody.record_event(prisoner=prisoner, kind="transfer", at=day(number), prison=to, by=by)
        prisoner.refresh_from_db()

    told(prisoner, ("admission", 1), by=kaveh)
    taken(adelabad, 9, kaveh)

    taken(adelabad, 3, mina)
    taken(evin, 5, mina)
    assert prisoner.prison == adelabad

    with pytest.raises(RuleError) as refusal:
        taken(adelabad, 4, mina)
    assert refusal.value.code == "prison_missing"
