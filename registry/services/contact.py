"""The first contact with a family, and what happens when its file is at the wrong place."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from permissions.reach import everything
from registry.errors import RuleError
from registry.models import Assessment, Association, Family, Referral, Task
from registry.services import cartable
from registry.services.referral import keep_referral, point, route
from registry.services.routing import Route, kilometres
from registry.services.stages import SETTLED, arriving_as, locked, require, require_reason

NEXT_TASK = {
    Family.Status.REFERRED: Task.Kind.FIRST_CONTACT,
    Family.Status.CONTACTED: Task.Kind.IDENTIFY,
    Family.Status.IDENTIFIED: Task.Kind.VERIFY,
    Family.Status.VERIFIED: Task.Kind.ASSESS,
    Family.Status.DIRECTED: Task.Kind.HAND_OVER,
    Family.Status.NOT_ELIGIBLE: Task.Kind.HAND_OVER,
}
# The step one association was at, and what the national desk was asked about its choice of one:
# over as soon as the file changes hands.  Whatever else waits goes along with the file.
ENDS_HERE = frozenset(
    {
        *NEXT_TASK.values(),
        Task.Kind.REROUTE,
        Task.Kind.CHECK_LOCATION,
        Task.Kind.OVER_CAPACITY,
    }
)


@transaction.atomic
def record_first_contact(*, family: Family, by: Any, note: str = "") -> Family:
    """Somebody of the association has spoken with the family; who did so keeps the file."""
    family = locked(family)
    require(family, "contact")
    now = timezone.now()
    family.status = Family.Status.CONTACTED
    family.first_contact_at = now
    family.worker = family.worker or by
    with because(note.strip()):
        family.save(update_fields=["status", "first_contact_at", "worker", "updated_at"])
        cartable.complete(family, [Task.Kind.FIRST_CONTACT])
        cartable.open_task(family, Task.Kind.IDENTIFY, since=now)
    return family


@transaction.atomic
def give_back(*, family: Family, reason: str) -> Family:
    """Return a file to the national desk: from here on the association does not see it."""
    with _across_borders(reason):
        family = locked(family)
        require(family, "give back")
        send_to_desk(family)
    return family


def send_to_desk(family: Family) -> None:
    """Under the lock of the file: it waits at the national desk for another association."""
    cartable.cancel(family, ENDS_HERE)
    family.status, family.association, family.worker = Family.Status.RETURNED, None, None
    family.identified_at = None  # by an association that is not its own any more
    family.save(update_fields=["status", "association", "worker", "identified_at", "updated_at"])
    cartable.move(family)
    cartable.open_task(family, Task.Kind.REROUTE)


@transaction.atomic
def reroute(*, family: Family, to: Association, by: Any, reason: str) -> Family:
    """The national desk sends a file to another association, which begins where it stands."""
    with _across_borders(reason):
        family = locked(family)
        require(family, "reroute")
        _require_another_active(family, to)
        _hand_over(family, to)
        _write_referral(family, by, reason)
    return family


@transaction.atomic
def reroute_to_nearest(*, family: Family, by: Any, reason: str) -> Family:
    """The same, to whom the rule chooses now: as when an association closes (D.7)."""
    with _across_borders(reason):
        family = locked(family)
        require(family, "reroute")
        decision = _another(family)
        _hand_over(family, Association.objects.get(pk=decision.chosen.pk))
        keep_referral(family, decision, by=by, reason=reason.strip())
    return family


def _another(family: Family) -> Route:
    """What the rule says today, if that is another association."""
    decision = route(family.county)
    if decision is None:
        raise RuleError(
            _("No association takes new files at the moment, so the file stays where it is."),
            code="nobody_accepts",
        )
    if decision.chosen.pk == family.association_id:
        raise RuleError(
            _(
                "The rule chooses %(association)s again, where the file is. If it is to close, "
                "suspend it first; or send the file to an association that you choose."
            ),
            code="already_there",
            association=family.association,
        )
    returned = family.status == Family.Status.RETURNED
    if returned and family.referrals.filter(association=decision.chosen.pk).exists():
        raise RuleError(
            _(
                "The rule chooses an association that has had the file already, and the file came "
                "back. Send it to an association that you choose."
            ),
            code="had_it_already",
        )
    return decision


def _hand_over(family: Family, to: Association) -> None:
    """Under the lock of the file: it leaves its association, and what waits in it goes along."""
    now = timezone.now()
    cartable.cancel(family, ENDS_HERE)
    family.association, family.worker, family.referred_at = to, None, now
    if family.status in (Family.Status.RETURNED, Family.Status.CONTACTED):
        # The new association has yet to speak with the family.
        family.status, family.first_contact_at = _arriving(family), None
    changed = ["association", "worker", "referred_at", "status", "first_contact_at", "updated_at"]
    family.save(update_fields=changed)
    cartable.move(family)
    if (kind := _next_task(family)) is not None:
        cartable.open_task(family, kind, since=now)


def _arriving(family: Family) -> Family.Status:
    """One whom no association took at first is still what the rule found it to be."""
    first = family.registrations.exclude(submitted_at=None).order_by("submitted_at").first()
    return arriving_as(first.outcome if first else "")


def _next_task(family: Family) -> Task.Kind | None:
    """With which step the new association begins."""
    last = family.assessments.order_by("-pk").first()
    standing = last.status if last is not None else None
    if family.status in SETTLED and standing == Assessment.Status.SUBMITTED:
        return None  # its approval is what waits
    if family.status == Family.Status.ASSESSED and standing == Assessment.Status.RETURNED:
        return Task.Kind.ASSESS
    return NEXT_TASK.get(Family.Status(family.status))


def _write_referral(family: Family, by: Any, reason: str) -> None:
    assert family.association is not None
    Referral.objects.create(
        family=family,
        association=family.association,
        method=Referral.Method.MANUAL,
        distance_km=distance(family, family.association),
        reason=reason.strip(),
        decided_by=by,
        decided_at=timezone.now(),
    )


def distance(family: Family, association: Association) -> Decimal | None:
    """Kilometres from where the family lives, as the crow flies; nothing if that is unknown."""
    home = point(family.county)
    if home is None:
        return None
    seat = float(association.latitude), float(association.longitude)
    return Decimal(f"{kilometres(home, seat):.1f}")


def _require_another_active(family: Family, to: Association) -> None:
    if family.association_id == to.pk:
        raise RuleError(
            _("The file is at %(association)s already. Choose another association."),
            code="already_there",
            association=to,
        )
    if to.status != Association.Status.ACTIVE:
        raise RuleError(
            _("%(association)s is not active, so it cannot take a file. Choose another one."),
            code="association_not_active",
            association=to,
        )


@contextmanager
def _across_borders(reason: str) -> Iterator[None]:
    """While a file moves it belongs to neither side; whoever asked has been admitted before."""
    text = require_reason(reason)
    with everything("a file changes hands"), because(text):
        yield
