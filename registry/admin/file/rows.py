"""The rows of one file that one person may see, read together."""

from operator import attrgetter
from typing import Any

from django.db import models
from django.db.models import Q

from permissions.access import access_of
from registry.colleagues import known_people
from registry.models import (
    Assessment,
    ChangeRequest,
    Consent,
    Coverage,
    CustodyEvent,
    Document,
    Family,
    Identification,
    Kinship,
    Member,
    Message,
    Need,
    NeedType,
    Prison,
    Prisoner,
    Referral,
    Registration,
    RequiredDocument,
    ScoringModel,
    Task,
    Verification,
)
from registry.rows import gathered, link, link_all
from registry.services.documents import asked_kinds

LATEST = 10  # messages shown in the file; the rest are in their list
OPEN = Q(status="open")
PENDING = Q(status="pending")
# What stands in a file, and which of its rows.
PARTS: dict[type[models.Model], Q] = {
    Member: Q(),
    Kinship: Q(),
    Need: Q(),
    Task: OPEN,
    Identification: Q(),
    Verification: Q(),
    Document: Q(),
    Consent: Q(),
    Coverage: Q(),
    Referral: Q(),
    Registration: Q(),
    ChangeRequest: PENDING,
    Assessment: Q(),
}
PEOPLE = {
    Task: "assignee",
    Identification: "done_by",
    Verification: "decided_by",
    Referral: "decided_by",
    Assessment: "done_by",
    Message: "author",
    Family: "worker",
}

# What the steps that stand in the file ask of the family once more.
READ_AGAIN = {
    Member: "members",
    Document: "documents",
    Identification: "identifications",
    Assessment: "assessments",
}


class FileRows:
    """What stands in a file, as its reader may see it, in the order of each kind."""

    def __init__(self, family: Family, user: Any) -> None:
        self.family, self.user = family, user
        parts = {model: self.narrowed(model).filter(only) for model, only in PARTS.items()}
        newest = self.narrowed(Message).order_by("-sent_at", "-pk")[:LATEST]
        messages = Message.objects.filter(pk__in=newest.values("pk"))
        self.found = gathered(*parts.values(), messages, *self.beyond(parts))
        self.know_people()
        for model, name in READ_AGAIN.items():
            link_all(family, name, self.of(model))

    def narrowed(self, model: type[models.Model]) -> Any:
        rows = model._default_manager.filter(family=self.family.pk)
        return access_of(model).narrow(rows, self.user, "view")

    def beyond(self, parts: dict[type[models.Model], Any]) -> list[Any]:
        """What the rows of the file speak of: prisoners, kinds of needs and papers, questions."""
        prisoners = Prisoner.objects.filter(pk__in=parts[Kinship].values("prisoner"))
        return [
            *self.of_prisoners(prisoners),
            NeedType.objects.filter(pk__in=parts[Need].values("need_type")),
            asked_kinds(self.family),
            ScoringModel.objects.filter(pk__in=parts[Assessment].values("model")),
        ]

    def of_prisoners(self, prisoners: Any) -> list[Any]:
        return [
            prisoners,
            CustodyEvent.objects.filter(prisoner__in=prisoners, kind=CustodyEvent.Kind.RELEASE),
            Prison.objects.filter(pk__in=prisoners.values("prison")),
        ]

    def know_people(self) -> None:
        """Who worked on it, by name as far as the reader knows them; read in one question."""
        rows = [(row, name) for model, name in PEOPLE.items() for row in self.of(model)]
        keys = {getattr(row, f"{name}_id") for row, name in rows} - {None}
        known = known_people(self.user).in_bulk(keys) if keys else {}
        for row, name in rows:
            link(row, name, known.get(getattr(row, f"{name}_id")))

    def papers(self) -> dict[str, list[Any]]:
        """What a checklist is made of."""
        return {
            "kinds": self.of(RequiredDocument),
            "members": self.of(Member),
            "documents": self.of(Document),
        }

    def of(self, model: type[models.Model]) -> list[Any]:
        """The rows of this kind, in the order in which the model lists them."""
        if model is Family:
            return [self.family]
        rows = list(self.found.get(model, {}).values())
        for column in reversed([str(each) for each in model._meta.ordering or ()]):
            rows.sort(key=attrgetter(attribute_of(model, column)), reverse=column[0] == "-")
        return rows


def attribute_of(model: type[models.Model], column: str) -> str:
    """What a column of an ordering is called on the row."""
    name = column.removeprefix("-")
    field: Any = None if name == "pk" else model._meta.get_field(name)
    return "pk" if field is None else str(field.attname)
