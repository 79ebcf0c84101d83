"""A family's answers as rows: the file, its members, kinship, consents and declared needs."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from registry.models import (
    ChangeRequest,
    Consent,
    County,
    Family,
    Kinship,
    Member,
    Need,
    NeedType,
    Prisoner,
    Sensitivity,
    Task,
)
from registry.services.answers import MOST_MEMBERS, Answers, Page
from registry.services.cartable import open_task
from registry.services.eligibility import Facts

GUARDIANSHIP = "S12"
CONTACT = ("contact_name", "phone", "address", "postal_code")
OF_THE_HOME = (
    "phone",
    "address",
    "postal_code",
    "housing",
    "rent_rial",
    "income_rial",
    "other_support",
    "preferred_support",
)
OF_A_MEMBER = (
    "first_name",
    "last_name",
    "relation",
    "national_id",
    "other_id",
    "birth_date",
    "birth_date_estimated",
    "sex",
    "school",
    "grade",
    "insurance",
    "disability",
    "chronic_illness",
)


def facts(answers: Answers, prisoner: Prisoner, today: date) -> Facts:
    """What the rule of eligibility has to know."""
    about = answers.prisoner
    return Facts(
        custody_status=prisoner.custody_status,
        prison_abroad=prisoner.prison.abroad,
        prisoner_marital=prisoner.marital,
        kinship=about["relation"],
        dependent=about.get("dependent", True),
        income_reaches_family=about["income_reaches"],
        children=answers.children(today),
        prisoners_children=answers.prisoners_children(today),
        other_parent_in_custody=about.get("other_parent", False),
    )


def family_of(answers: Answers, language: str) -> Family:
    """The file as the answers describe it; not saved yet."""
    county = County.objects.select_related("province").get(code=answers.home["county"])
    given = {name: answers.home[name] for name in OF_THE_HOME if name in answers.home}
    return Family(
        county=county,
        contact_name=answers.contact_name,
        language=language,
        size=len(answers.members),
        **given,
    )


def write(family: Family, answers: Answers, prisoner: Prisoner, now: datetime) -> None:
    """Everything that belongs to a new file."""
    for page in answers.members:
        add_member(family, page)
    Kinship.objects.create(
        family=family,
        prisoner=prisoner,
        relation=answers.prisoner["relation"],
        dependent=answers.prisoner.get("dependent", True),
    )
    for purpose in answers.consents:
        Consent.objects.create(family=family, purpose=purpose, given_at=now)
    declare_needs(family, answers)


def join(family: Family, answers: Answers, prisoner: Prisoner, *, cause: str) -> None:
    """Lead a second registration to the file that is open.

    Nothing in that file is overwritten, and whoever wrote gets no key to it: what differs is
    asked of the file's own association, and the national desk looks at the coincidence.
    """
    # What happens to this prisoner moves nothing in the file before its association has agreed.
    given = {"relation": answers.prisoner["relation"], "dependent": False}
    Kinship.objects.get_or_create(family=family, prisoner=prisoner, defaults=given)
    declare_needs(family, answers)
    told = {**answers.home, "contact_name": answers.contact_name}
    wanted = {
        name: {"from": getattr(family, name), "to": told[name]}
        for name in CONTACT
        if told.get(name) and told[name] != getattr(family, name)
    }
    if wanted:
        ChangeRequest.objects.create(
            family=family,
            wanted=wanted,
            source=ChangeRequest.Source.REGISTRATION,
            asked_at=timezone.now(),
        )
        open_task(family, Task.Kind.REVIEW_CHANGE, cause=cause)
    open_task(family, Task.Kind.CHECK_DUPLICATE, cause=cause)


def add_member(family: Family, page: Page) -> Member:
    given: dict[str, Any] = {name: page[name] for name in OF_A_MEMBER if name in page}
    given["birth_date"] = date.fromisoformat(page["birth_date"])
    member = Member(family=family, **given)
    member.full_clean()
    member.save()
    return member


def declare_needs(family: Family, answers: Answers) -> None:
    """What the family asks for; not a decision yet.

    Its own sentence is about all of it: it stays with the registration, and describes no need.
    """
    for code in answers.needs:
        declare_need(family, code)


def declare_need(family: Family, code: str, *, urgent: bool = False) -> Need | None:
    """One need; nothing when the family has it on its list already."""
    kind = NeedType.objects.get(code=code)
    pending = (Need.Status.DECLARED, Need.Status.CONFIRMED)
    if Need.objects.filter(family=family, need_type=kind, member=None, status__in=pending).exists():
        return None
    return Need.objects.create(
        family=family,
        need_type=kind,
        sensitivity=kind.sensitivity,
        origin=Need.Origin.DECLARED,
        urgency=Need.Urgency.URGENT if urgent or kind.urgent else Need.Urgency.NORMAL,
    )


def told_to_the_family(family: Family) -> QuerySet[Need]:
    """What whoever holds the code and PIN reads of the needs: what was asked for when the file was
    opened, and what the association looked at and declined, with the reason written for the family.

    Nothing that would name a harm on a shared phone; and nothing from later than a second
    registration: who joined has no key to the file, and may have left exactly the people who do.
    """
    declined = Q(origin=Need.Origin.ASSESSED, status=Need.Status.DECLINED)
    needs = family.needs.filter(Q(origin=Need.Origin.DECLARED) | declined)
    needs = needs.exclude(sensitivity=Sensitivity.RESTRICTED)
    joined = family.registrations.exclude(submitted_at=None).order_by("submitted_at")
    first = joined.values_list("submitted_at", flat=True)[1:2]
    return needs.filter(created_at__lt=first[0]) if first else needs


def declarable() -> Iterable[NeedType]:
    """What a family is offered to ask for: nothing that would name a harm on a shared phone."""
    return NeedType.objects.exclude(sensitivity="restricted").order_by("code")


def has_room(family: Family) -> bool:
    """Whether the file can take one more person."""
    return family.members.count() < MOST_MEMBERS


def size_of(family: Family) -> int:
    """How many live together: whoever has moved out stays in the file, and is not counted."""
    return max(family.members.filter(lives_with=True).count(), 1)


def count_members(family: Family) -> None:
    """Let the size of the family follow the members written into its file."""
    size = size_of(family)
    if size != family.size:
        family.size = size
        family.save(update_fields=["size", "updated_at"])
