"""The only module that writes object permissions; `Membership` is the record they follow."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as StoredPermission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from guardian.models import UserObjectPermission

from permissions.vocabulary import Permission


def set_grants(user: Any, place: models.Model, permissions: Iterable[Permission]) -> None:
    """Make these, and only these, what the account holds at the place."""
    kind = ContentType.objects.get_for_model(place)
    wanted = {permission.codename for permission in permissions}
    held = UserObjectPermission.objects.filter(
        user=user, content_type=kind, object_pk=str(place.pk)
    )
    held.exclude(permission__codename__in=wanted).delete()
    missing = wanted - set(held.values_list("permission__codename", flat=True))
    stored = StoredPermission.objects.filter(content_type=kind, codename__in=missing)
    UserObjectPermission.objects.bulk_create(
        UserObjectPermission(
            user=user, permission=permission, content_type=kind, object_pk=str(place.pk)
        )
        for permission in stored
    )
    forget(user)


def add_grants(held: Iterable[tuple[Any, models.Model, Iterable[Permission]]]) -> None:
    """Write the first grants of many accounts at once; whoever holds one already is refused."""
    stored = {
        (kind, codename): pk
        for pk, kind, codename in StoredPermission.objects.values_list(
            "pk", "content_type", "codename"
        )
    }
    UserObjectPermission.objects.bulk_create(
        (
            UserObjectPermission(
                user_id=user.pk,
                permission_id=stored[kind.pk, permission.codename],
                content_type_id=kind.pk,
                object_pk=str(place.pk),
            )
            for user, place, permissions in held
            for kind in [ContentType.objects.get_for_model(place)]
            for permission in permissions
        ),
        batch_size=500,
    )


def set_national_roles(user: Any, roles: Iterable[str]) -> None:
    """Make these, and only these, the account's roles in the national office."""
    user.groups.set(Group.objects.filter(name__in=list(roles)))
    forget(user)


def sync_role(role: str, permissions: Iterable[Permission]) -> None:
    """Let the group of a national role hold exactly these permissions."""
    group, _created = Group.objects.get_or_create(name=role)
    codenames = [permission.codename for permission in permissions]
    group.permissions.set(
        StoredPermission.objects.filter(
            content_type__app_label="registry",
            content_type__model="association",
            codename__in=codenames,
        )
    )


def forget(user: Any) -> None:
    """Read reach and posts anew: this object outlives the change."""
    for remembered in ("_reach", "_posts", "_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        user.__dict__.pop(remembered, None)
