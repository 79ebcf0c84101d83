"""Which papers a family is asked for, and of whom."""

from registry.services.correction import correct
from registry.services.documents import checklist
from registry.services.verification import decide_verification
from tests import road, world


def test_nobody_who_has_moved_out_is_asked_for_papers(tehran, maryam, hamid):
    family = road.identified(world.family(tehran, members=2), maryam)
    gone = family.members.last()
    assert gone in [paper.member for paper in checklist(family)]

    correct(row=gone, given={"lives_with": False})
    road.with_documents(family, maryam)
    decide_verification(family=family, by=hamid, decision="verified")

    assert road.fresh(family).status == "verified"
    assert not family.documents.filter(member=gone).exists()
