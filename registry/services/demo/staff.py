"""The staff of every office.  Only the cast can log in; the others have no usable password."""

import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from random import Random
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from permissions.roles import Role
from registry.models import Association, Membership, Prison, Province
from registry.services.demo.country import Country
from registry.services.demo.people import first_name, last_name
from registry.services.demo.writing import name
from registry.services.membership import begin_memberships

FILES_PER_WORKER = 60
WORKERS = range(2, 31)
CAST_OFFICES = ("2301", "0701")  # Tehran and Shiraz
CAST_PRISON = "P231"
NATIONAL = {
    "admin": Role.NATIONAL_ADMINISTRATOR,
    "executive": Role.EXECUTIVE_VIEWER,
    "inspector": Role.INSPECTOR,
    "protection": Role.DATA_PROTECTION_OFFICER,
}
Place = Association | Prison | Province | None


@dataclass(frozen=True)
class Office:
    """Who works in one association."""

    manager: Any
    workers: list[Any]


@dataclass(frozen=True)
class Staff:
    offices: dict[int, Office]
    prison_workers: dict[int, Any]
    cast: list[dict[str, Any]]


def hire(
    chance: Random, country: Country, shares: dict[int, float], families: int, today: date
) -> Staff:
    """Give every association, prison and province its people, and the national office its own."""
    hiring = Hiring(chance, today)
    for username, role in NATIONAL.items():
        hiring.person(username, role, None, cast=True)
    offices = {
        association.pk: _office(hiring, association, families * shares.get(association.pk, 0))
        for association in country.associations
    }
    prisons = [prison for held in country.prisons.values() for prison in held]
    prison_workers = {
        prison.pk: hiring.person(
            f"prison.{prison.code}",
            Role.PRISON_SOCIAL_WORKER,
            prison,
            cast=prison.code == CAST_PRISON,
        )
        for prison in prisons
    }
    for province in Province.objects.order_by("code"):
        hiring.person(
            f"aftercare.{province.code}",
            Role.AFTERCARE_OFFICER,
            province,
            cast=province.code == CAST_OFFICES[0][:2],
        )
    hiring.finish()
    return Staff(offices, prison_workers, hiring.cast)


@dataclass
class Hiring:
    """Collects the people, so that they can all be written at once."""

    chance: Random
    today: date
    memberships: list[Membership] = field(default_factory=list)
    cast: list[dict[str, Any]] = field(default_factory=list)

    def person(self, username: str, role: Role, place: Place, *, cast: bool = False) -> Any:
        password = secrets.token_urlsafe(9) if cast else None
        user = get_user_model()(
            username=username,
            first_name=first_name(self.chance, self.chance.choice("fm")),
            last_name=last_name(self.chance),
            password=make_password(password),
            is_staff=True,
        )
        since = self.today - timedelta(days=self.chance.randint(740, 3000))
        membership = Membership(user=user, role=role, since=since)
        if place is not None:
            setattr(membership, place._meta.model_name or "", place)
        self.memberships.append(membership)
        if cast:
            self.cast.append(_card(user, password, role, place))
        return user

    def finish(self) -> None:
        get_user_model().objects.bulk_create(row.user for row in self.memberships)
        name(self.chance, self.memberships)
        begin_memberships(self.memberships)


def _office(hiring: Hiring, association: Association, files: float) -> Office:
    cast = association.code in CAST_OFFICES
    count = min(max(ceil(files / FILES_PER_WORKER), WORKERS.start), WORKERS.stop - 1)
    manager = hiring.person(f"manager.{association.code}", Role.MANAGER, association, cast=cast)
    workers = [
        hiring.person(
            f"worker{number}.{association.code}",
            Role.SOCIAL_WORKER,
            association,
            cast=cast and number in (1, 2),
        )
        for number in range(1, count + 1)
    ]
    hiring.person(f"finance.{association.code}", Role.FINANCE_OFFICER, association, cast=cast)
    return Office(manager, workers)


def _card(user: Any, password: str | None, role: Role, place: Place) -> dict[str, Any]:
    """What a script needs to log in as this person."""
    card = {
        "username": user.username,
        "password": password,
        "totp_secret": None,
        "role": role.value,
    }
    for kind in (Association, Prison, Province):
        at_this = place if isinstance(place, kind) else None
        card[kind._meta.model_name or ""] = at_this.code if at_this else None
    return card
