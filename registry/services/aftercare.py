"""What follows for a prisoner's families: the time after his release, and his return.

Only for families that depend on him: whoever registers into an open file brings a prisoner along,
and his release would else show the file to the aftercare officer, his return reopen it.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from registry.errors import RuleError
from registry.models import Coverage, Family, Kinship, Prisoner, Task
from registry.models.prisoner import OUT
from registry.services.cartable import cancel, complete, open_task
from registry.services.closure import go_on_after_return
from registry.services.stages import locked, require, require_reason


def follow(prisoner: Prisoner, before: str) -> None:
    """Release opens the time after; return brings the file back; a leave changes nothing."""
    after = prisoner.custody_status
    dependent = Family.objects.filter(kinships__prisoner=prisoner, kinships__dependent=True)
    families = dependent.select_for_update(of=("self",))
    if after == Prisoner.Custody.RELEASED != before:
        for family in families:
            _after_release(family)
    elif before in OUT and after not in OUT:
        for family in families:
            _after_return(family)


def _after_release(family: Family) -> None:
    """The association goes on standing for the family, and plans the time after.

    Nothing is closed: in ninety days it looks whether the family still needs its cover.
    """
    if _held_people(family).exists():
        return  # another of its people is still held
    family.phase = Family.Phase.AFTERCARE
    family.save(update_fields=["phase", "updated_at"])
    if family.status not in Family.ENDED:
        open_task(family, Task.Kind.AFTERCARE_PLAN)
        if family.coverages.filter(until=None).exists():
            open_task(family, Task.Kind.REVIEW_COVERAGE)


def _held_people(family: Family) -> QuerySet[Prisoner]:
    """The people in custody on whom this family depends."""
    own = Kinship.objects.filter(family=family, dependent=True)
    return Prisoner.objects.in_custody().filter(pk__in=own.values("prisoner"))


@transaction.atomic
def count_on(*, kinship: Kinship) -> Kinship:
    """The family depends on this prisoner too: from now on the file follows him."""
    family = locked(kinship.family)
    kinship = Kinship.objects.get(pk=kinship.pk)
    if kinship.dependent:
        raise RuleError(
            _("The file follows this prisoner already. Nothing was changed."), code="already_done"
        )
    kinship.dependent = True
    kinship.save(update_fields=["dependent", "updated_at"])
    if family.phase == Family.Phase.AFTERCARE and _held_people(family).exists():
        family.phase = Family.Phase.CUSTODY
        family.save(update_fields=["phase", "updated_at"])
        cancel(family, [Task.Kind.REVIEW_COVERAGE])
    return kinship


@transaction.atomic
def review_coverage(*, family: Family, reason: str) -> Coverage:
    """The association looked, and goes on standing for the family."""
    family = locked(family)
    require_review(family)
    coverage = family.coverages.get(until=None)
    coverage.reviewed_at = timezone.now()
    with because(require_reason(reason)):
        coverage.save(update_fields=["reviewed_at", "updated_at"])
    complete(family, [Task.Kind.REVIEW_COVERAGE])
    return coverage


def require_review(family: Family) -> None:
    """Cover is reviewed when a release has asked for it, by whoever may work in the file now."""
    require(family, "review coverage")
    asked = Task.objects.open().filter(family=family, kind=Task.Kind.REVIEW_COVERAGE)
    if not (asked.exists() and family.coverages.filter(until=None).exists()):
        raise RuleError(
            _(
                "No review of this family's coverage is waiting. Nothing was changed; after a "
                "release it comes into the cartable by itself."
            ),
            code="no_review_waiting",
        )


def _after_return(family: Family) -> None:
    cancel(family, [Task.Kind.REVIEW_COVERAGE])
    family.phase = Family.Phase.CUSTODY
    family.save(update_fields=["phase", "updated_at"])
    go_on_after_return(family)
