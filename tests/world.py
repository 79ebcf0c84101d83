"""Short ways to say what a test needs.  Places are real counties of the country's fixtures."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from permissions.models import User
from permissions.roles import Role
from registry.models import (
    Association,
    Consent,
    County,
    Coverage,
    Family,
    Kinship,
    Member,
    Membership,
    Need,
    NeedType,
    Prison,
    Prisoner,
)
from registry.services import drafts, invitations, registration
from registry.services.membership import begin_memberships

_numbers = count(1)

PASSWORD = "open sesame, please"
RETURN_CODE = "7KQ2M8X4PD3R"


def county(name_en: str) -> County:
    """A county by the English name of its seat; names of the cast's places are unambiguous."""
    return County.objects.filter(seat_en=name_en).order_by("-seat_population").first()


def association(seat: str, **facts: Any) -> Association:
    """An association at the seat of a county, by the seat's English name."""
    return association_in(county(seat), **facts)


def association_in(home: County, **facts: Any) -> Association:
    facts = {
        "code": f"T{next(_numbers):04}",
        "name_fa": f"انجمن {home.seat_fa}",
        "name_en": f"{home.seat_en} Association",
        "county": home,
        "latitude": home.latitude,
        "longitude": home.longitude,
        "address": f"1 Azadi St, {home.seat_en}",
        "phones": "02133334444",
    } | facts
    return Association.objects.create(**facts)


def prison(seat: str, **facts: Any) -> Prison:
    home = county(seat)
    facts = {
        "code": f"Z{next(_numbers):04}",
        "name_fa": f"زندان {home.seat_fa}",
        "name_en": f"{home.seat_en} Prison",
        "county": home,
    } | facts
    return Prison.objects.create(**facts)


def person(username: str, role: Role, place: Any = None) -> User:
    """Somebody who may sign in, with a role at a place; begun as an import begins it."""
    user = User.objects.create_user(
        username,
        password=PASSWORD,
        first_name=username.capitalize(),
        language="en",
        is_staff=True,
    )
    where = {} if place is None else {place._meta.model_name: place}
    begin_memberships([Membership(user=user, role=role, since=timezone.localdate(), **where)])
    return user


def prisoner(at: Prison, **facts: Any) -> Prisoner:
    facts = {"first_name": "Behrouz", "last_name": "Karimi", "marital": "married"} | facts
    return Prisoner.objects.create(prison=at, **facts)


def family(
    at: Association | None, *, members: int = 1, consents: bool = True, **facts: Any
) -> Family:
    """A family of the association, in the state the facts say; by default just referred."""
    number = next(_numbers)
    now = timezone.now() - timedelta(days=20)
    facts = {
        "code": f"1405-T{number:05}",
        "contact_name": f"Zahra Karimi {number}",
        "county": at.county if at else county("Tehran"),
        "opened_at": now,
        "referred_at": now,
        "size": members,
    } | facts
    file = Family.objects.create(association=at, **facts)
    for _ in range(members):
        member(file)
    if consents:
        for purpose in ("case_services", "share_non_identifiable"):
            Consent.objects.create(family=file, purpose=purpose, given_at=now)
        Coverage.objects.create(family=file, status="provisional", since=now)
    return file


def member(of: Family, **facts: Any) -> Member:
    facts = {"first_name": "Zahra", "last_name": "Karimi", "relation": "head", "sex": "f"} | facts
    return Member.objects.create(family=of, **facts)


def kinship(family: Family, prisoner: Prisoner, **facts: Any) -> Kinship:
    return Kinship.objects.create(family=family, prisoner=prisoner, **facts)


def need(of: Family, code: str = "E02", **facts: Any) -> Need:
    """A need of the catalogue; by default declared by the family."""
    kind = NeedType.objects.get(code=code)
    facts = {"sensitivity": kind.sensitivity, "origin": "declared"} | facts
    return Need.objects.create(family=of, need_type=kind, **facts)


def answers(seat: str = "Tehran", **pages: Any) -> dict[str, Any]:
    """What a mother of two writes on her pages; the facts replace whole pages."""
    given = {
        "consent": {"case_services": True, "share_non_identifiable": True},
        "home": {"phone": "09121234567", "county": county(seat).code, "address": "12 Mehr Alley"},
        "prisoner": {"relation": "spouse", "income_reaches": False, "other_parent": False},
        "members": [
            person_in_answers("Zahra", "head", "1990-05-01", "f"),
            person_in_answers("Ali", "son", "2016-02-03", "m", school="enrolled"),
            person_in_answers("Sara", "daughter", "2019-08-09", "f"),
        ],
        "needs": {"codes": ["E02", "S02"], "text": "We have no bread."},
    }
    return given | pages


def person_in_answers(
    first_name: str, relation: str, birth_date: str, sex: str, **facts: Any
) -> dict[str, Any]:
    return {
        "first_name": first_name,
        "last_name": "Ahmadi",
        "relation": relation,
        "birth_date": birth_date,
        "sex": sex,
        "national_id": "",
    } | facts


def invited(prisoner: Prisoner, by: Any, pages: dict[str, Any] | None = None) -> str:
    """The token of a new invitation; behind it and RETURN_CODE these pages are written already."""
    invitation, token = invitations.issue(prisoner=prisoner, issued_by=by)
    for step, page in (pages or {}).items():
        key = drafts.Key(token, RETURN_CODE)
        drafts.keep(invitation=invitation, key=key, step=step, answers=page, language="en")
    return token


def registered(
    prisoner: Prisoner, by: Any, pages: dict[str, Any] | None = None
) -> registration.Receipt:
    """A family that has come through its link."""
    token = invited(prisoner, by, {**(pages or answers()), "once": "pressed"})
    return registration.submit(token=token, code=RETURN_CODE, once="pressed", language="en")
