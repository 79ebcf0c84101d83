"""How far a person reaches: which permission at which places, read once per request.

Two things make up a reach, both written only by `registry.services.membership`: the
guardian grants on associations, prisons and provinces, and the vocabulary permissions of
the national roles, which hold everywhere.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Self

from django.db import connections

from permissions import connection
from permissions.vocabulary import Permission, Place

_CODENAMES = {permission.codename: permission for permission in Permission}
# Asked at each request; by Django's means it is two questions, and to write them takes 4 ms.
_HELD = """
SELECT place.model, permission.codename, held.object_pk
FROM guardian_userobjectpermission held
JOIN auth_permission permission ON permission.id = held.permission_id
JOIN django_content_type place ON place.id = held.content_type_id
WHERE held.user_id = %(user)s
  AND place.app_label = 'registry' AND place.model IN ('association', 'prison', 'province')
UNION ALL
SELECT NULL, permission.codename, NULL
FROM auth_permission permission
JOIN django_content_type kind ON kind.id = permission.content_type_id
WHERE kind.app_label = 'registry' AND permission.id IN (
  SELECT permission_id FROM permissions_user_user_permissions WHERE user_id = %(user)s
  UNION
  SELECT of_group.permission_id
  FROM auth_group_permissions of_group
  JOIN permissions_user_groups belongs ON belongs.group_id = of_group.group_id
  WHERE belongs.user_id = %(user)s
)
"""


@dataclass(frozen=True)
class Reach:
    """What one person may do, and where.  Nobody's reach is empty."""

    national: frozenset[Permission] = frozenset()
    granted: dict[Place, dict[Permission, frozenset[int]]] = field(default_factory=dict)
    boundless: bool = False

    @classmethod
    def of(cls, user: Any) -> Self:
        """Read it once; it stays with the user object, which lives as long as the request."""
        if not user.is_authenticated or not user.is_active:
            return cls()
        if "_reach" not in user.__dict__:
            user.__dict__["_reach"] = cls._read(user)
        reach: Self = user.__dict__["_reach"]
        return reach

    @classmethod
    def _read(cls, user: Any) -> Self:
        granted: dict[Place, dict[Permission, frozenset[int]]] = {}
        national = set(Permission) if user.is_superuser else set()
        with connections[user._state.db].cursor() as cursor:
            cursor.execute(_HELD, {"user": user.pk})
            for kind, codename, place in cursor.fetchall():
                permission = _CODENAMES.get(codename)
                if permission is None:
                    continue
                if place is None:
                    national.add(permission)
                else:
                    at = granted.setdefault(Place(kind), {})
                    at[permission] = at.get(permission, frozenset()) | {int(place)}
        return cls(national=frozenset(national), granted=granted)

    def everywhere(self, permission: Permission) -> bool:
        return self.boundless or permission in self.national

    def ids(self, permission: Permission, place: Place) -> frozenset[int]:
        """The places of this kind where the permission is held; not asked of `everywhere`."""
        return self.granted.get(place, {}).get(permission, frozenset())

    def at(self, permission: Permission, kinds: Iterable[Place]) -> tuple[frozenset[int], ...]:
        """The places where the permission is held, kind by kind."""
        return tuple(self.ids(permission, kind) for kind in kinds)

    def somewhere(self, permission: Permission, places: tuple[Place, ...]) -> bool:
        return self.everywhere(permission) or any(self.ids(permission, at) for at in places)

    def all_ids(self, place: Place) -> frozenset[int]:
        """Every place of this kind where anything is held: as far as the database looks."""
        return frozenset().union(*self.granted.get(place, {}).values())


EVERYTHING = Reach(boundless=True)
NOTHING = Reach()

_current: ContextVar[Reach] = ContextVar("reach", default=NOTHING)


@contextmanager
def reaching(reach: Reach) -> Iterator[None]:
    """Work within this reach: on PostgreSQL, rows outside it are not there."""
    token = _current.set(reach)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def everything(why: str) -> Iterator[None]:
    """Work across all borders, as intake, routing and commands must.  `why` is for the reader."""
    assert why, "Say why this work crosses the borders of associations."
    with reaching(EVERYTHING):
        yield


def current() -> Reach:
    return _current.get()


def _unbounded() -> str:
    """National staff see every row; what they may do there, the application decides."""
    reach = current()
    return "1" if reach.boundless or reach.national else ""


def _ids(place: Place) -> str:
    return ",".join(str(pk) for pk in sorted(current().all_ids(place)))


def provide_to_connection() -> None:
    """Tell the database how far the current work reaches (see `permissions.rls`)."""
    connection.provide("app.everything", _unbounded)
    for place in Place:
        connection.provide(f"app.{place.value}s", lambda place=place: _ids(place))  # type: ignore[misc]
