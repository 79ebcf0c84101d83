"""What the association finds to be otherwise than the file says, and writes down anew."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from registry.errors import RuleError
from registry.models import Family, Member, Need, Task
from registry.services.cartable import open_task
from registry.services.household import count_members
from registry.services.needs import locked_need, settle_alarm
from registry.services.publication import Publication
from registry.services.stages import locked, require

Given = Mapping[str, Any]


@transaction.atomic
def correct(*, row: Any, given: Given) -> Any:
    """Write what was found to be right into a row of a file, or into the file itself."""
    family = locked(row if isinstance(row, Family) else row.family)
    stored = family if isinstance(row, Family) else type(row).objects.get(pk=row.pk)
    lived_in = family.county_id
    for name, value in given.items():
        setattr(stored, name, value)
    stored.full_clean()
    stored.save()
    if isinstance(stored, Member):
        count_members(family)
    if isinstance(stored, Family) and stored.county_id != lived_in:
        open_task(stored, Task.Kind.CHECK_LOCATION)
    return stored


@transaction.atomic
def add_member(*, family: Family, given: Given) -> Member:
    """Write down somebody who lives in the family."""
    family = locked(family)
    member = Member(family=family, **given)
    member.full_clean()
    member.save()
    count_members(family)
    return member


@transaction.atomic
def correct_need(*, need: Need, given: Given) -> Need:
    """How much, and how urgent: as long as nobody outside may have counted on it."""
    family, need = locked_need(need)
    require(family, "decide needs")
    if need.status not in (Need.Status.DECLARED, Need.Status.CONFIRMED):
        raise RuleError(
            _("This need is no longer open: it is %(status)s. Nothing was changed."),
            code="already_done",
            status=need.get_status_display(),
        )
    if need.publication in (Publication.PROPOSED, Publication.PUBLISHED):
        raise RuleError(
            _(
                "This need is %(publication)s, as it stands. Take it back from publication first; "
                "then it can be changed and proposed anew."
            ),
            code="need_is_told",
            publication=need.get_publication_display(),
        )
    for name, value in given.items():
        setattr(need, name, value)
    need.full_clean()
    need.save()
    settle_alarm(family, need)
    return need
