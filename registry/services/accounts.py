"""Accounts of the staff: opened with a role, entered by a link shown once, closed, never deleted.

Nobody learns a colleague's password: the account is opened without one, and its person sets it
through a link that works once and for three days.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from permissions.models import User
from permissions.reach import Reach, everything
from permissions.roles import Role
from permissions.vocabulary import Permission
from registry.errors import RuleError
from registry.models import Association, Membership, Prison, Province
from registry.services.membership import begin_membership, end_membership
from registry.services.stages import require_reason
from registry.text import clean

Place = Association | Prison | Province
SIGN_IN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")
# Whom a manager may take on; a manager is appointed by the national office.
LOCAL_ROLES = (Role.SOCIAL_WORKER, Role.FINANCE_OFFICER)


@dataclass(frozen=True)
class Newcomer:
    """Who is taken on, and how she will be greeted."""

    first_name: str
    last_name: str
    sign_in_name: str
    language: str = "fa"


def roles_open_to(by: Any) -> list[Role]:
    """The roles this person may give."""
    everywhere = Reach.of(by).everywhere(Permission.MANAGE_STAFF)
    return list(Role) if everywhere else list(LOCAL_ROLES)


@transaction.atomic
def take_on(newcomer: Newcomer, *, role: Role, place: Place | None, by: Any) -> Membership:
    """Open an account and give it its first role, in one."""
    _require_own_to_give(role, by)
    user = User.objects.create_user(
        username=_whole_name(newcomer.sign_in_name, place),
        first_name=clean(newcomer.first_name),
        last_name=clean(newcomer.last_name),
        language=newcomer.language,
    )
    return begin_membership(user=user, role=role, place=place)


@transaction.atomic
def give_role(user: User, *, role: Role, place: Place | None, by: Any) -> Membership:
    """Another role for somebody who has an account, here or elsewhere."""
    _require_own_to_give(role, by)
    if user.pk == by.pk:
        raise own_account()
    if not user.is_active:
        raise RuleError(
            _("This account is closed. Open it again before you give it another role."),
            code="account_closed",
        )
    kind = {str(place._meta.model_name): place} if place is not None else {}
    if Membership.objects.filter(user=user, role=role, until=None, **kind).exists():
        raise RuleError(
            _("%(person)s holds this role here already. Nothing was changed."),
            code="already_done",
            person=user,
        )
    return begin_membership(user=user, role=role, place=place)


def give_second_role(post: Membership, *, role: Role, place: Place | None, by: Any) -> Membership:
    """Another role for a colleague; whoever has left is nobody's here to appoint."""
    if post.until is not None:
        raise RuleError(_("This membership has ended."), code="already_done")
    return give_role(post.user, role=role, place=place, by=by)


def own_account() -> RuleError:
    return RuleError(
        _("Nobody does this to the own account. Ask a colleague who manages the staff."),
        code="own_account",
    )


def _require_own_to_give(role: Role, by: Any) -> None:
    """The manager takes on her own staff; whoever decides over others is appointed from above."""
    if role not in roles_open_to(by):
        raise RuleError(
            _(
                "A %(role)s is appointed by the national office, not by the association. "
                "Nothing was changed; ask the national office."
            ),
            code="role_not_yours_to_give",
            role=role.label,
        )


def _whole_name(name: str, place: Place | None) -> str:
    """`maryam@T0001`: names are told apart by place, so that no place learns another's names."""
    if not SIGN_IN_NAME.fullmatch(name):
        raise RuleError(
            _(
                "“%(name)s” cannot be a sign-in name. Use three to forty small Latin letters, "
                "figures, dots or hyphens."
            ),
            code="sign_in_name_malformed",
            name=name,
        )
    whole = f"{name}@{place.code if place is not None else 'national'}"
    if User.objects.filter(username=whole).exists():
        raise RuleError(
            _("The sign-in name %(name)s is taken here. Choose another one."),
            code="sign_in_name_taken",
            name=whole,
        )
    return whole


def require_authority(user: User, *, by: Any) -> None:
    """An account is in the hands of whoever could have given its person all of her roles.

    A link to set a password is the account itself: with that of a fellow manager, one person
    would be both of the two that a decision takes.
    """
    if user.pk == by.pk:
        raise own_account()
    with everything("the places a person works at may lie outside the manager's own"):
        held = Membership.objects.filter(user=user, until=None)
        here = Membership.access.narrow(held, by, "change").count()
        elsewhere = held.count() - here
        above = held.exclude(role__in=roles_open_to(by)).exists()
    if not here and not Reach.of(by).everywhere(Permission.MANAGE_STAFF):
        # Asked first, so that a former manager does not learn where somebody works now.
        raise RuleError(
            _(
                "This person no longer works at your association, so the account is not yours to "
                "change. Ask the national office."
            ),
            code="works_here_no_more",
        )
    if (above and not elsewhere) or (user.is_superuser and not by.is_superuser):
        raise RuleError(
            _(
                "The account of a colleague whom the national office appointed is not yours to "
                "change. Ask the national office."
            ),
            code="appointed_above",
        )
    if elsewhere:
        raise RuleError(
            _(
                "This person also works outside your association, so the account is not yours "
                "alone to change. Ask the national office."
            ),
            code="works_elsewhere",
        )


@transaction.atomic
def let_go(membership: Membership, *, by: Any, reason: str) -> None:
    """End a membership; one that the national office gave, the national office ends."""
    _require_own_to_give(Role(membership.role), by)
    reason = require_reason(reason)
    with because(reason):
        end_membership(membership)


@transaction.atomic
def new_entrance(user: User, *, by: Any) -> str:
    """A new link to set a password with; the old password and open sessions end at once."""
    require_authority(user, by=by)
    if not user.is_active:
        raise RuleError(
            _("This account is closed. Open it again before you give it a new link."),
            code="account_closed",
        )
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return entrance_of(user)


def entrance_of(user: User) -> str:
    """The path of the page where its person sets the password; it is shown once, never stored."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("entrance", args=[uid, default_token_generator.make_token(user)])


def close_account(user: User, *, by: Any) -> None:
    """Nobody signs in with it any more; what its person did keeps its name."""
    require_authority(user, by=by)
    user.is_active = False
    user.save(update_fields=["is_active"])


def reopen_account(user: User, *, by: Any) -> None:
    require_authority(user, by=by)
    user.is_active = True
    user.save(update_fields=["is_active"])
