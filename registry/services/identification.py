"""Finding out that a family is who it says: how, when, and under whose consent."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.calendar import date_in_words, day_in_tehran
from registry.errors import RuleError
from registry.models import Family, Identification, PrisonCoordination, Prisoner, Task
from registry.services import cartable
from registry.services.stages import locked, require

Method, Result = Identification.Method, Identification.Result


@dataclass(frozen=True)
class Finding:
    """What the social worker found, and how."""

    method: str
    on: date
    result: str
    coordination: PrisonCoordination | None = None
    notes: str = ""


@transaction.atomic
def record_identification(*, family: Family, by: Any, finding: Finding) -> Identification:
    """Record how the family was identified; a confirmation goes on to a second person."""
    family = locked(family)
    require_to_identify(family)
    _require_possible_day(family, finding)
    if finding.method == Method.FACE_TO_FACE:
        _require_coordination(family, finding)
    _refuse_twice(family, by, finding)
    identification = Identification.objects.create(
        family=family,
        done_by=by,
        method=finding.method,
        on=finding.on,
        result=finding.result,
        coordination=finding.coordination if finding.method == Method.FACE_TO_FACE else None,
        notes=finding.notes.strip(),
    )
    _go_on(family, finding.result)
    return identification


def require_to_identify(family: Family) -> None:
    """It is the next step; or it lies behind, and nobody wrote down how the family was found."""
    unwritten = family.status == Family.Status.IDENTIFIED and last_identification(family) is None
    require(family, "verify" if unwritten else "identify")


def coordinations_for(family: Family) -> Any:
    """The letters under which this family's prisoners may be met."""
    return PrisonCoordination.objects.filter(
        association=family.association_id, prison__in=_prisons(family)
    )


def last_identification(family: Family) -> Identification | None:
    return family.identifications.order_by("-pk").first()


def _go_on(family: Family, result: str) -> None:
    if result == Result.CONFIRMED:
        family.status, family.identified_at = Family.Status.IDENTIFIED, timezone.now()
        family.save(update_fields=["status", "identified_at", "updated_at"])
        cartable.complete(family, [Task.Kind.IDENTIFY])
    if result in (Result.CONFIRMED, Result.NOT_ELIGIBLE):
        cartable.open_task(family, Task.Kind.VERIFY)


def _require_possible_day(family: Family, finding: Finding) -> None:
    if finding.on > timezone.localdate():
        raise RuleError(
            _("%(day)s has not come yet. Enter the day on which the identification took place."),
            code="date_in_future",
            day=date_in_words(finding.on),
        )
    registered = day_in_tehran(family.opened_at)
    # An imported file may have been identified on paper, long before.
    if family.source == Family.Source.REGISTERED and finding.on < registered:
        raise RuleError(
            _(
                "The family registered on %(registered)s, so it was not identified on %(day)s. "
                "Enter the day on which the identification took place."
            ),
            code="date_before_registration",
            registered=date_in_words(registered),
            day=date_in_words(finding.on),
        )


def _require_coordination(family: Family, finding: Finding) -> None:
    letter = finding.coordination
    if letter is None:
        raise RuleError(
            _(
                "Meeting a prisoner face to face takes the consent of the head of his prison. "
                "Record the coordination letter first, then choose it here."
            ),
            code="coordination_missing",
        )
    of_the_family = Prisoner.objects.filter(kinships__family=family, prison=letter.prison_id)
    if letter.association_id != family.association_id or not of_the_family.exists():
        raise RuleError(
            _(
                "This letter does not cover a prison in which a prisoner of this family is held. "
                "Choose the letter of his prison."
            ),
            code="coordination_elsewhere",
        )
    if not letter.dated <= finding.on <= letter.valid_until:
        raise RuleError(
            _(
                "Letter %(letter)s was valid from %(since)s to %(until)s, not on %(day)s. "
                "Ask the prison for a new one, or correct the date."
            ),
            code="coordination_expired",
            letter=letter.letter_no,
            since=date_in_words(letter.dated),
            until=date_in_words(letter.valid_until),
            day=date_in_words(finding.on),
        )


def _prisons(family: Family) -> Any:
    return Prisoner.objects.filter(kinships__family=family).values("prison")


def _refuse_twice(family: Family, by: Any, finding: Finding) -> None:
    last = last_identification(family)
    if last is None or last.verifications.exists():
        return
    if (last.method, last.on, last.result, last.done_by_id) == (
        finding.method,
        finding.on,
        finding.result,
        by.pk,
    ):
        raise RuleError(
            _("This identification was recorded already. Nothing was changed."),
            code="already_done",
        )
