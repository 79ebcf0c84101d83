"""Who works where: the one process that gives and takes what staff may do."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permissions.grants import add_grants, forget, set_grants, set_national_roles, sync_role
from permissions.roles import Role
from permissions.vocabulary import Permission
from registry.errors import RuleError
from registry.models import Association, Membership, Prison, Province
from registry.services.cartable import free_tasks_of


@transaction.atomic
def begin_membership(
    *,
    user: Any,
    role: Role,
    place: Association | Prison | Province | None = None,
    since: date | None = None,
) -> Membership:
    """Give a person a role at a place, from that day on; what it may do follows at once."""
    if since is not None and since > timezone.localdate():
        raise RuleError(
            _(
                "Nothing was given: the role would begin on %(since)s, and a role opens what it "
                "opens at once. Give it on that day."
            ),
            code="in_the_future",
            since=since,
        )
    membership = Membership(user=user, role=role, since=since or timezone.localdate())
    if place is not None:
        setattr(membership, str(place._meta.model_name), place)
    membership.full_clean()
    membership.save()
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    _follow(user, place)
    return membership


@transaction.atomic
def begin_memberships(memberships: Iterable[Membership]) -> None:
    """Give many new people their first role at once, as an import does."""
    rows = Membership.objects.bulk_create(memberships, batch_size=500)
    add_grants(
        (row.user, row.place, sorted(Role(row.role).permissions)) for row in rows if row.place
    )
    for row in rows:
        if row.place is None:
            _follow(row.user, None)


@transaction.atomic
def end_membership(membership: Membership, *, on: date | None = None) -> None:
    """Take the role back; the person loses what it opened from the next request on."""
    if membership.until is not None:
        raise RuleError(
            _("%(membership)s has ended already, on %(until)s. Nothing was changed."),
            code="membership_ended",
            membership=membership,
            until=membership.until,
        )
    membership.until = on or timezone.localdate()
    membership.full_clean()
    membership.save(update_fields=["until", "updated_at"])
    _follow(membership.user, membership.place)
    if membership.association is not None:
        free_tasks_of(membership.user, membership.association)


def sync_roles() -> None:
    """Let the groups of the national roles, and all grants, follow fixtures/roles.json."""
    for role in Role.at(None):
        sync_role(role, Role(role).permissions)
    for membership in Membership.objects.filter(until=None).select_related(
        "user", "association", "prison", "province"
    ):
        _follow(membership.user, membership.place)


def _follow(user: Any, place: Model | None) -> None:
    """Let the grants say what the memberships say: no more, no less."""
    standing = Membership.objects.filter(user=user, until=None)
    if place is None:
        set_national_roles(
            user, standing.filter(role__in=Role.at(None)).values_list("role", flat=True)
        )
        return
    here = standing.filter(**{str(place._meta.model_name): place})
    held: set[Permission] = set()
    for role in here.values_list("role", flat=True):
        held |= Role(role).permissions
    set_grants(user, place, held)
    forget(user)
