"""Whom the associations stand for: each clause beside the case it does not hold for."""

from dataclasses import replace

import pytest

from registry.services.eligibility import VERSION, Facts, decide

FAMILY = Facts(
    custody_status="convicted",
    prison_abroad=False,
    prisoner_marital="married",
    kinship="spouse",
    dependent=True,
    income_reaches_family=False,
    children=2,
    prisoners_children=2,
    other_parent_in_custody=False,
)
PARENTS = replace(
    FAMILY, prisoner_marital="single", kinship="child", children=0, prisoners_children=0
)


@pytest.mark.parametrize(
    ("facts", "outcome", "clause"),
    [
        (FAMILY, "eligible", "E1"),
        (replace(FAMILY, income_reaches_family=True), "not_eligible", "E1"),
        (replace(FAMILY, dependent=False), "not_eligible", "E1"),
        (replace(FAMILY, custody_status="released"), "not_eligible", "E1"),
        (replace(FAMILY, custody_status="on_leave"), "eligible", "E1"),
        (PARENTS, "direct_to_relief", "E2"),
        (replace(PARENTS, prisoner_marital="married"), "eligible", "E1"),
        (replace(PARENTS, children=1, prisoners_children=1), "eligible", "E5"),
        (replace(FAMILY, prison_abroad=True), "pending_abroad", "E4"),
        (replace(PARENTS, prison_abroad=True), "direct_to_relief", "E2"),
        (replace(FAMILY, kinship="sibling"), "eligible", "E5"),
        (replace(FAMILY, other_parent_in_custody=True), "guardianship", "E6"),
        (replace(FAMILY, other_parent_in_custody=True, children=0), "eligible", "E1"),
        (replace(FAMILY, custody_status="remand"), "eligible", "E7"),
    ],
)
def test_the_rule(facts, outcome, clause):
    decision = decide(facts)

    assert (decision.outcome, decision.clause, decision.version) == (outcome, clause, VERSION)


@pytest.mark.parametrize(
    ("facts", "alone"),
    [
        (replace(FAMILY, other_parent_in_custody=True), True),
        (replace(FAMILY, other_parent_in_custody=True, prison_abroad=True), True),
        (replace(FAMILY, other_parent_in_custody=True, prison_abroad=True, children=0), False),
        (replace(FAMILY, prison_abroad=True), False),
    ],
)
def test_children_of_two_parents_in_custody_are_seen_wherever_the_prison_is(facts, alone):
    assert decide(facts).guardianship == alone


def test_nationality_is_not_even_a_question():
    assert not [name for name in Facts.__annotations__ if "nation" in name or "citizen" in name]
