"""Somebody who was released is arrested anew, and admitted to a prison where nobody knows him.

A second prisoner would tear his past apart, and leave his family's file in the time after release
while he is held.  So an admission under a national ID that is known is a readmission of him, in
his new prison, if he was released before that day and is called by the same names.

Whatever else is known of the number - held elsewhere, dead, called otherwise, released later, two
prisoners - is refused in one and the same sentence: it names no prison, no state and no day.
That the number cannot be admitted is told, and no more: the alternative is the second prisoner.
Asking is not free: it takes a complete admission, by hand one at a time, which is recorded and
signed where the number is unknown; and whoever guesses a released prisoner's number needs his
names.  A person whom she sees anyway is called by his name, and his page is where to go on.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from permissions.access import access_of
from permissions.reach import everything
from permissions.vocabulary import Permission
from registry.errors import RuleError
from registry.fields import blind_index
from registry.models import CustodyEvent, Prison, Prisoner
from registry.services import custody
from registry.services.custody import NOTHING_MORE, Particulars
from registry.text import fold

Custody = Prisoner.Custody
WHY = "whoever is arrested anew may be known to another prison"
AS_WRITTEN = ("first_name", "last_name")
IF_TOLD = ("marital", "dependants")
OF_THE_NEW_PRISON = ("prisoner_no", "expected_release_on")


@transaction.atomic
def readmit(
    *, told: Prisoner, at: datetime, particulars: Particulars = NOTHING_MORE, by: Any
) -> Prisoner | None:
    """Readmit whom this admission means; nothing if he is new, and nothing is written then."""
    known = whom_it_means(told=told, at=at, by=by)
    if known is None:
        return None
    prison = told.prison
    if by is not None:
        hers = Prison.access.where(Prison.objects.all(), by, Permission.EDIT_PRISONERS)
        if not hers.filter(pk=prison.pk).exists():
            raise RuleError(
                _("Nothing was recorded: the prisoner is not held in your prison."),
                code="not_your_prison",
            )
    with everything(WHY):
        for name in (*OF_THE_NEW_PRISON, *(name for name in IF_TOLD if getattr(told, name))):
            setattr(known, name, getattr(told, name))
        known.full_clean()
        known.save()
        kind = CustodyEvent.Kind.READMISSION
        custody.tell(
            prisoner=known, kind=kind, at=at, prison=prison, particulars=particulars, by=by
        )
        known.refresh_from_db()
    return known


def whom_it_means(*, told: Prisoner, at: datetime, by: Any) -> Prisoner | None:
    """The released prisoner with this national ID, held for us; nothing if nobody has it."""
    if not told.national_id:
        return None
    index = blind_index(told.national_id, "prisoner.national_id")
    with everything(WHY):
        found = list(Prisoner.objects.select_for_update().filter(national_id_index=index))
        if not found:
            return None
        fits = len(found) == 1 and returns(found[0], told, at)
    if not fits:
        raise refusal(found, by)
    return found[0]


def returns(known: Prisoner, told: Prisoner, at: datetime) -> bool:
    """Whether he was released before, is free still, and is called what this admission says."""
    names = [fold("".join(getattr(each, name) for name in AS_WRITTEN)) for each in (known, told)]
    before = custody.until(list(known.events.all()), at)
    return names[0] == names[1] and (known.custody_status, before.status) == (
        Custody.RELEASED,
        Custody.RELEASED,
    )


def refusal(found: list[Prisoner], by: Any) -> RuleError:
    seen = [each for each in found if by and access_of(Prisoner).holds(by, "view", each)]
    if seen:
        return RuleError(
            _(
                "Nothing was recorded: %(prisoner)s has this national ID and stands in your list. "
                "Record what happened on his page."
            ),
            code="stands_in_your_list",
            prisoner=seen[0],
        )
    return RuleError(
        _(
            "Nothing was recorded: this national ID cannot be admitted here. Check the number, the "
            "names and the date; if they are right, ask the national desk."
        ),
        code="ask_the_desk",
    )
