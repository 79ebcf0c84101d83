"""What a family wrote on its pages, as it is kept: plain values under the names of the steps.

{"consent": {"case_services": true, …},
 "home": {"phone": …, "county": "0704", "address": …, …},
 "prisoner": {"relation": "spouse", "income_reaches": false, "other_parent": false},
 "members": [{"first_name": …, "relation": "head", "birth_date": "1990-05-01", …}, …],
 "needs": {"codes": ["E02"], "text": …},
 "once": the key of the page that was sent}
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from registry.errors import RuleError
from registry.models import Consent

STEPS = ("consent", "home", "prisoner", "members", "needs")
ADULT_AGE = 18
MOST_MEMBERS = 20

Page = dict[str, Any]


@dataclass(frozen=True)
class Answers:
    """A whole registration, ready to be submitted."""

    consents: tuple[str, ...]
    home: Page
    prisoner: Page
    members: tuple[Page, ...]
    needs: tuple[str, ...]
    text: str

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Self:
        missing = missing_step(kept)
        if missing is not None:
            raise RuleError(
                _("The registration was not sent: a page is not filled in yet. Go back to it."),
                code=f"incomplete_{missing}",
            )
        given = kept["consent"]
        return cls(
            consents=tuple(p for p in Consent.Purpose.values if given.get(p)),
            home=kept["home"],
            prisoner=kept["prisoner"],
            members=tuple(kept["members"]),
            needs=tuple(kept["needs"].get("codes", ())),
            text=kept["needs"].get("text", ""),
        )

    @property
    def contact_name(self) -> str:
        head = self.members[0]
        return f"{head['first_name']} {head['last_name']}"

    def children(self, today: date) -> int:
        return sum(1 for member in self.members if is_child(member, today))

    def prisoners_children(self, today: date) -> int:
        """The prisoner's own children in this household, told by who writes."""
        theirs = {"child": ("grandchild",), "spouse": ("son", "daughter")}
        relations = theirs.get(self.prisoner["relation"], ("son", "daughter", "grandchild"))
        return sum(1 for m in self.members if m["relation"] in relations and is_child(m, today))


def seen(members: Sequence[Page]) -> str:
    """What tells this list of people from every other: their numbers mean nobody else."""
    return hashlib.sha256(json.dumps(members, sort_keys=True).encode()).hexdigest()[:16]


def missing_step(kept: dict[str, Any]) -> str | None:
    """The first page that still has to be filled in."""
    for step in STEPS:
        if step not in kept or (step == "members" and not kept["members"]):
            return step
        if step == "consent" and not kept["consent"].get(Consent.Purpose.CASE_SERVICES):
            return step
    return None


def is_child(member: Page, today: date) -> bool:
    born = date.fromisoformat(member["birth_date"])
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday) < ADULT_AGE
