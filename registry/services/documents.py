"""The papers a family has to show: which ones, and which of them have been seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from registry.models import Document, Family, Member, RequiredDocument
from registry.services.stages import locked, require

ADULT_AGE = 18
Scope = RequiredDocument.Scope


@dataclass(frozen=True)
class Paper:
    """One paper of the checklist: of the family, or of one member."""

    kind: RequiredDocument
    member: Member | None
    document: Document | None

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.kind.code}-{self.member.pk if self.member else 0}"

    @property
    def valid(self) -> bool:
        return self.document is not None and self.document.status == Document.Status.VALID

    def __str__(self) -> str:
        return f"{self.kind} · {self.member}" if self.member else str(self.kind)


def checklist(family: Family) -> list[Paper]:
    """Every paper that may be asked of this family, the mandatory ones first."""
    return papers_of(
        kinds=asked_kinds(family), members=family.members.all(), documents=family.documents.all()
    )


def papers_of(
    *, kinds: Iterable[RequiredDocument], members: Iterable[Member], documents: Iterable[Document]
) -> list[Paper]:
    """The same of rows that were read already.  Who has moved out is asked for nothing."""
    held = {(paper.kind_id, paper.member_id): paper for paper in documents}
    people = [member for member in members if member.lives_with]
    papers = [
        Paper(kind, member, held.get((kind.pk, member.pk if member else None)))
        for kind in kinds
        for member in _asked_of(kind, people)
    ]
    return sorted(papers, key=lambda paper: not paper.kind.mandatory)


def missing_documents(family: Family) -> list[Paper]:
    """The mandatory papers that nobody has found to be in order yet."""
    return [paper for paper in checklist(family) if paper.kind.mandatory and not paper.valid]


@transaction.atomic
def check_documents(*, family: Family, by: Any, found: Mapping[str, str]) -> int:
    """Record what was found about the papers, by their keys; how many of them changed."""
    family = locked(family)
    require(family, "check documents")
    changed = 0
    for paper in checklist(family):
        status = found.get(paper.key)
        standing = paper.document.status if paper.document else Document.Status.PENDING
        if status is None or status == standing:
            continue
        document = paper.document or Document(family=family, kind=paper.kind, member=paper.member)
        document.status, document.checked_by = Document.Status(status), by
        document.save()
        changed += 1
    return changed


def asked_kinds(family: Family) -> QuerySet[RequiredDocument]:
    """What is asked of everybody, and what the outcome of the registration asks for besides."""
    # The first registration opened the file; a later one joined it and asks for no papers.
    opened_by = family.registrations.order_by("pk").values("outcome")[:1]
    return RequiredDocument.objects.filter(Q(outcome="") | Q(outcome=Subquery(opened_by)))


def _asked_of(kind: RequiredDocument, members: list[Member]) -> Iterable[Member | None]:
    if kind.scope == Scope.FAMILY:
        return [None]
    if kind.scope == Scope.MEMBER:
        return members
    return [member for member in members if is_adult(member) == (kind.scope == Scope.ADULT)]


def is_adult(member: Member, today: date | None = None) -> bool:
    """Grown up today; of unknown age counts as grown up, so that more is asked, not less."""
    if member.birth_date is None:
        return True
    today, born = today or timezone.localdate(), member.birth_date
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday) >= ADULT_AGE
