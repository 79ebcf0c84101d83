"""Whom the associations stand for: the rule, in its clauses, with a version.

The rule never turns anybody away without an answer: who is not covered here is recorded,
told why, and directed on.  Neither nationality (E3) nor the reason of the custody is asked.
"""

from dataclasses import dataclass

from registry.models import Kinship, Prisoner, Registration

VERSION = 1
Outcome = Registration.Outcome


@dataclass(frozen=True)
class Facts:
    """What the rule looks at, and nothing else."""

    custody_status: str
    prison_abroad: bool
    prisoner_marital: str
    kinship: str
    dependent: bool
    income_reaches_family: bool
    children: int
    prisoners_children: int
    other_parent_in_custody: bool


@dataclass(frozen=True)
class Decision:
    outcome: Registration.Outcome
    clause: str
    guardianship: bool = False  # E6: nobody is left to look after the children
    version: int = VERSION


def decide(facts: Facts) -> Decision:
    """The first clause that speaks decides; children left alone wait for no ministry."""
    if facts.custody_status in (Prisoner.Custody.RELEASED, Prisoner.Custody.DECEASED):
        return Decision(Outcome.NOT_ELIGIBLE, "E1")
    if facts.income_reaches_family or not facts.dependent:
        return Decision(Outcome.NOT_ELIGIBLE, "E1")
    if only_parents_of_an_unmarried_prisoner(facts):
        return Decision(Outcome.DIRECT_TO_RELIEF, "E2")
    alone = facts.other_parent_in_custody and facts.children > 0
    if facts.prison_abroad:
        return Decision(Outcome.PENDING_ABROAD, "E4", guardianship=alone)
    if alone:
        return Decision(Outcome.GUARDIANSHIP, "E6", guardianship=True)
    return Decision(Outcome.ELIGIBLE, clause_of_the_eligible(facts))


def only_parents_of_an_unmarried_prisoner(facts: Facts) -> bool:
    """They are the Relief Committee's to cover; with a child of the prisoner's they are ours."""
    unmarried = facts.prisoner_marital != "married"
    return unmarried and facts.kinship == Kinship.Relation.CHILD and not facts.prisoners_children


def clause_of_the_eligible(facts: Facts) -> str:
    near = (Kinship.Relation.SPOUSE, Kinship.Relation.PARENT)
    if facts.kinship not in near and facts.children:
        return "E5"  # whoever keeps the children
    return "E7" if facts.custody_status == Prisoner.Custody.REMAND else "E1"
