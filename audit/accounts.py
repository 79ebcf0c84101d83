"""The past of accounts, roles and grants: tables of packages, tracked from outside.

A password is watched, not copied: the record says that it changed, and holds nothing of it.
Logins are events of their own, no change of the account.
"""

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermission, UserObjectPermission

from audit.history import keep_history_of
from permissions.models import User


def keep() -> None:
    keep_history_of(User, app="audit", watched=("password",), excluded_fields=("last_login",))
    keep_history_of(
        User.groups.through,
        app="audit",
        verbose_name=_("role of an account"),
        verbose_name_plural=_("roles of accounts"),
    )
    keep_history_of(
        User.user_permissions.through,
        app="audit",
        verbose_name=_("permission of an account"),
        verbose_name_plural=_("permissions of accounts"),
    )
    keep_history_of(Group, app="audit")
    keep_history_of(
        Group.permissions.through,
        app="audit",
        verbose_name=_("permission of a role"),
        verbose_name_plural=_("permissions of roles"),
    )
    keep_history_of(UserObjectPermission, app="audit")
    keep_history_of(GroupObjectPermission, app="audit")
