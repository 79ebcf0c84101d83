"""Who may do what to which rows: declared once on each model, asked everywhere.

    class Need(models.Model):
        access = Access(association="family__association", view=Permission.VIEW_FAMILIES)

The admin, the history pages, the exports and PostgreSQL's row-level security all ask this
object, so they cannot disagree.  An action that the declaration does not name is refused to
everybody, superusers included.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from django.db import connections, models, router
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from permissions.kept import KeptAt
from permissions.reach import Reach
from permissions.vocabulary import Permission, Place

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


@dataclass(frozen=True)
class Path:
    """The way from a row to the place it belongs to, and which rows take that way."""

    lookup: str
    only: tuple[tuple[str, Any], ...] = ()

    def beyond(self, *hops: str) -> "Path":
        """The rest of the way, after these hops; what holds for some rows only holds there."""
        passed = "".join(f"{hop}__" for hop in hops)
        assert all(name.startswith(passed) for name, _value in self.only), self
        rest = tuple((name.removeprefix(passed), value) for name, value in self.only)
        return Path(self.lookup.removeprefix(passed), rest)


def through(lookup: str, **only: Any) -> Path:
    """A path that holds for some rows only: `through("county__province", phase="aftercare")`.

    The conditions are on the row itself or on rows along the way; where the way forks, on rows
    behind the fork, so that way and condition are of one and the same row.
    """
    return Path(lookup, tuple(only.items()))


@dataclass(frozen=True)
class Own:
    """The column that names whose row it is, and what that person may do with it."""

    column: str
    actions: tuple[str, ...]


class Access:
    """The rule of one model.

    `association`, `prison`, `province`: the paths from a row to its places.  A model without
    any path belongs to the national office.  `public=True` lets every member of staff see the
    rows, as the country's geography and the catalogues are seen; changing them needs the
    permission named, everywhere.  `confidential` names rows that take VIEW_RESTRICTED besides,
    `fields` the columns that take a permission of their own.
    """

    def __init__(
        self,
        *,
        association: str | Path | None = None,
        prison: str | Path | None = None,
        province: str | Path | None = None,
        public: bool = False,
        confidential: dict[str, Any] | None = None,
        fields: dict[str, Permission] | None = None,
        **actions: Permission,
    ) -> None:
        given = {Place.ASSOCIATION: association, Place.PRISON: prison, Place.PROVINCE: province}
        self.paths = {
            place: path if isinstance(path, Path) else Path(path)
            for place, path in given.items()
            if path is not None
        }
        self.public = public
        self.confidential = Q(**confidential) if confidential else None
        self.fields = fields or {}
        self.own: Own | None = None
        self.actions = actions

    def owned_through(self, column: str, *actions: str) -> Self:
        """Let people who hold any role at all take these actions on the rows that are theirs."""
        self.own = Own(column, actions)
        return self

    def permission(self, action: str) -> Permission | None:
        """The permission an action needs; reading the history needs one of its own."""
        if action == "read_history":
            return Permission.READ_HISTORY
        return self.actions.get(action)

    def narrow(self, rows: Rows, user: Any, action: str) -> Rows:
        """The rows on which this user may take this action."""
        reach = Reach.of(user)
        if action == "read_history" and not self._reads_where_she_sees(reach):
            rows = self._narrow(rows, reach, "view")
        found = self._narrow(rows, reach, action)
        if self.own is None or not self._owners_may(reach, action):
            return found
        return found | rows.filter(**{self.own.column: user.pk})

    def where(self, rows: Rows, user: Any, permission: Permission) -> Rows:
        """The rows of the places where the user holds the permission."""
        return self._where(rows, Reach.of(user), permission)

    def _narrow(self, rows: Rows, reach: Reach, action: str) -> Rows:
        if self.public and action == "view" and reach != Reach():
            return rows
        permission = self.permission(action)
        if permission is None:
            return rows.none()
        return self._where(rows, reach, permission)

    def _reads_where_she_sees(self, reach: Reach) -> bool:
        """Whether the past is open at the very places the rows are: one condition says both."""
        seen, read = self.permission("view"), self.permission("read_history")
        if seen is None or read is None or self._owners_may(reach, "read_history"):
            return False
        alike = reach.everywhere(seen) == reach.everywhere(read)
        return alike and reach.at(seen, self.paths) == reach.at(read, self.paths)

    def _owners_may(self, reach: Reach, action: str) -> bool:
        """Whoever lost every role has lost her own rows, too."""
        return self.own is not None and action in self.own.actions and reach != Reach()

    def _where(self, rows: Rows, reach: Reach, permission: Permission) -> Rows:
        if self.confidential is not None and not reach.everywhere(Permission.VIEW_RESTRICTED):
            trusted = self._inside(rows.model, reach, Permission.VIEW_RESTRICTED)
            rows = rows.filter(
                ~self.confidential if trusted is None else ~self.confidential | trusted
            )
        if reach.everywhere(permission):
            return rows
        inside = self._inside(rows.model, reach, permission)
        return rows.none() if inside is None else rows.filter(inside)

    def _inside(self, model: type[models.Model], reach: Reach, permission: Permission) -> Q | None:
        """The condition on a row; None when no row can meet it."""
        condition: Q | None = None
        for place, path in self.paths.items():
            ids = reach.ids(permission, place)
            if not ids:
                continue
            here = leads_to(model, path, ids)
            condition = here if condition is None else condition | here
        return condition

    def holds(self, user: Any, action: str, row: models.Model) -> bool:
        """Ask the database, not the instance: an old version must not vouch for itself."""
        stored = type(row)._base_manager.using(row._state.db).filter(pk=row.pk)
        return self.narrow(stored, user, action).exists()

    def hidden_fields(self, user: Any, row: models.Model | None) -> frozenset[str]:
        """The columns of this row that the user may not read; of a new row, none."""
        if row is None or row.pk is None:
            return frozenset()
        stored = type(row)._base_manager.using(row._state.db).filter(pk=row.pk)
        seen = {
            permission: self.where(stored, user, permission).exists()
            for permission in set(self.fields.values())
        }
        return frozenset(name for name, permission in self.fields.items() if not seen[permission])

    def held(
        self, user: Any, row: models.Model, permissions: Iterable[Permission]
    ) -> frozenset[Permission]:
        """Which of these permissions the user holds on a row, asked in one question."""
        reach = Reach.of(user)
        somewhere = {each: reach.at(each, self.paths) for each in permissions}
        # What is held at the same places is held on the same rows: one of them is asked.
        spokesmen = {places: each for each, places in somewhere.items()}
        flags = {
            each.name: Case(When(inside, then=Value(True)), default=Value(False))
            for each in spokesmen.values()
            if (inside := self._inside(type(row), reach, each)) is not None
        }
        stored = type(row)._base_manager.using(row._state.db).filter(pk=row.pk)
        answers = list(stored.annotate(**flags).values(*flags)) if flags else []
        here = {
            places
            for places, each in spokesmen.items()
            if any(answer.get(each.name) for answer in answers)
        }
        return frozenset(
            each for each, at in somewhere.items() if reach.everywhere(each) or at in here
        )

    def holds_somewhere(self, user: Any, action: str) -> bool:
        """Whether to show the menu entry, the button, the field at all."""
        reach = Reach.of(user)
        if self.public and action == "view" and reach != Reach():
            return True
        if self._owners_may(reach, action):
            return True
        permission = self.permission(action)
        return permission is not None and reach.somewhere(permission, tuple(self.paths))


def leads_to(model: type[models.Model], path: Path, ids: frozenset[int]) -> Q:
    """A way that forks, as from a prisoner to his families, must not find a row twice."""
    if carried(model, path.lookup) and _store_of(model).vendor == "postgresql":
        return Q(KeptAt(ids))
    straight = Q(**{f"{path.lookup}__in": ids}, **dict(path.only))
    first, _hop, rest = path.lookup.partition("__")
    if not rest:
        return straight
    field: Any = model._meta.get_field(first)
    if field.one_to_many or field.many_to_many:
        return _met(field, "pk", path.beyond(first), ids)
    second, _hop, after = rest.partition("__")
    fork: Any = field.related_model._meta.get_field(second)
    if after and fork.one_to_many:
        return _met(fork, first, path.beyond(first, second), ids)
    return straight


def _met(fork: Any, here: str, path: Path, ids: frozenset[int]) -> Q:
    """From the fork, whose key the row has `here`, one of the ways leads there.

    Asked row by row: to gather all rows of twenty places first takes SQLite longer than a page.
    """
    behind = fork.related_model
    there = behind._base_manager.filter(leads_to(behind, path, ids))
    return Q(Exists(there.filter(**{fork.field.name: OuterRef(here)})))


def _store_of(model: type[models.Model]) -> Any:
    return connections[router.db_for_read(model)]


def link_of(model: type[models.Model]) -> Any:
    """The foreign key to the row whose association this one carries; None if it carries none."""
    if not has_access(model) or Place.ASSOCIATION not in access_of(model).paths:
        return None
    path = access_of(model).paths[Place.ASSOCIATION]
    first, _hop, rest = path.lookup.partition("__")
    if not rest or "__" in rest or path.only:
        return None
    link: Any = model._meta.get_field(first)
    return link if link.many_to_one and has_access(link.related_model) else None


def carried(model: type[models.Model], lookup: str) -> bool:
    """Whether the way from these rows ends in them: see `permissions.kept`."""
    if link_of(model) is None:
        return False
    return access_of(model).paths[Place.ASSOCIATION].lookup == lookup


_declared: dict[type[models.Model], Access] = {}


def declare(model: type[models.Model], access: Access) -> None:
    """Give a rule to a model that is not ours to edit."""
    _declared[model] = access


def access_of(model: type[models.Model]) -> Access:
    """The rule of a model.  A model without one is an error, never an open door."""
    access = _declared.get(model) or getattr(model, "access", None)
    if not isinstance(access, Access):
        raise LookupError(
            f"{model._meta.label} does not say who may touch it; give it an `access`."
        )
    return access


def has_access(model: type[models.Model]) -> bool:
    return model in _declared or isinstance(getattr(model, "access", None), Access)
