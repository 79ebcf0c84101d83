"""The steps that were taken in a file: identified, verified, assessed, by different people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from registry.models import (
    Assessment,
    Coverage,
    Document,
    Family,
    Identification,
    Member,
    Need,
    PrisonCoordination,
    RequiredDocument,
    Verification,
)
from registry.models.record import Record
from registry.services.demo import cartables
from registry.services.demo.needs import (
    Catalogue,
    close,
    decide,
    declared,
    draw_answers,
    draw_needs,
    publish,
)
from registry.services.demo.staff import Office
from registry.services.demo.timeline import Status, Timeline
from registry.services.documents import is_adult
from registry.services.scoring import score

COVERED = {
    Status.VERIFIED: Coverage.Status.ACTIVE,
    Status.ASSESSED: Coverage.Status.ACTIVE,
    Status.CLOSED: Coverage.Status.ENDED,
    Status.NOT_ELIGIBLE: Coverage.Status.ENDED,
}
METHODS = {"home_visit": 55, "phone": 30, "documents": 15}
FACE_TO_FACE, IN_DOUBT, AWAITING_APPROVAL, FOUND_IN_ASSESSMENT = 0.6, 0.03, 0.35, 0.4
NOTES = (
    "همسر و فرزندان در خانه بودند؛ گفته‌ها با مدارک می‌خواند.",
    "همسایه‌ها وضعیت خانواده را تأیید کردند.",
    "گفت‌وگوی تلفنی انجام شد و نشانی درست بود.",
)
REPORT = "خانواده از زمان زندانی شدن سرپرست درآمد ثابتی ندارد. برنامه کمک پیشنهاد شد."


@dataclass(frozen=True)
class OpenFile:
    """A file on the desk, and what its steps need to know."""

    family: Family
    members: list[Member]
    moments: Timeline
    office: Office
    letter: PrisonCoordination
    town: str
    agrees: bool
    now: datetime
    catalogue: Catalogue


def rows(chance: Random, file: OpenFile, papers: list[RequiredDocument]) -> list[Record]:
    """Everything that staff wrote into a file."""
    found = [] if file.moments.identified is None else [identification(chance, file)]
    wanted = needs(chance, file)
    assessed = assessment(chance, file, wanted)
    return [
        *coverage(file),
        *found,
        *(documents(chance, file, papers) if found else ()),
        *(row for each in found for row in verification(chance, file, each)),
        *assessed,
        *wanted,
        *cartables.tasks(
            chance, file.family, file.moments, cartables.Drawn(wanted, assessed), file.now
        ),
        *cartables.correspondence(chance, file.family, file.office, file.moments, file.now),
        *cartables.wishes(chance, file.family, file.town, file.moments, file.now),
    ]


def coverage(file: OpenFile) -> list[Coverage]:
    """From when the association stands for the family; those directed elsewhere never were."""
    status, ended = Status(file.family.status), file.moments.ended
    if status == Status.DIRECTED:
        return []
    return [
        Coverage(
            family=file.family,
            status=COVERED.get(status, Coverage.Status.PROVISIONAL),
            since=file.moments.opened,
            until=ended,
            reason="پرونده بسته شد." if ended else "",
        )
    ]


def identification(chance: Random, file: OpenFile) -> Identification:
    """How the family was found to be who it says; the letter opens the prison's door."""
    assert file.moments.identified is not None
    on, letter = file.moments.identified.date(), file.letter
    in_person = letter.dated <= on <= letter.valid_until and chance.random() < FACE_TO_FACE
    otherwise = chance.choices(list(METHODS), list(METHODS.values()))[0]
    return Identification(
        family=file.family,
        method="face_to_face" if in_person else otherwise,
        on=on,
        coordination=letter if in_person else None,
        result="not_eligible" if file.family.status == Status.NOT_ELIGIBLE else "confirmed",
        notes=chance.choice(NOTES),
        done_by=chance.choice(file.office.workers),
    )


def documents(chance: Random, file: OpenFile, papers: list[RequiredDocument]) -> list[Document]:
    """The mandatory papers, seen and valid once the family is verified."""
    in_doubt = 0.0 if file.moments.verified else IN_DOUBT
    return [
        Document(
            family=file.family,
            member=member,
            kind=paper,
            number=str(chance.randint(10**6, 10**7 - 1)),
            status="needs_investigation" if chance.random() < in_doubt else "valid",
            checked_by=file.family.worker,
        )
        for paper in papers
        for member in _owners(paper, file.members, file.now.date())
    ]


def _owners(paper: RequiredDocument, members: list[Member], day: date) -> Sequence[Member | None]:
    """Whose paper it is: the family's own, or each member's it is asked of."""
    if paper.scope == RequiredDocument.Scope.FAMILY:
        return [None]
    if paper.scope == RequiredDocument.Scope.MEMBER:
        return members
    of_adults = paper.scope == RequiredDocument.Scope.ADULT
    return [member for member in members if is_adult(member, day) == of_adults]


def verification(chance: Random, file: OpenFile, found: Identification) -> list[Verification]:
    """The decision of a second person, if it has been taken."""
    refused = file.family.status == Status.NOT_ELIGIBLE
    at = file.moments.ended if refused else file.moments.verified
    if at is None:
        return []
    colleagues = [worker for worker in file.office.workers if worker is not found.done_by]
    return [
        Verification(
            family=file.family,
            identification=found,
            decision="rejected" if refused else "verified",
            reason="درآمد زندانی در دسترس خانواده است." if refused else "",
            commission_no=str(chance.randint(100, 9999)),
            on=at.date(),
            decided_by=chance.choice([file.office.manager, *colleagues]),
        )
    ]


def assessment(chance: Random, file: OpenFile, wanted: list[Need]) -> list[Assessment]:
    """Answers that agree with the needs, scored by the house's own rule."""
    moments, model = file.moments, file.catalogue.model
    approved = moments.assessed is not None
    if moments.verified is None or (not approved and chance.random() >= AWAITING_APPROVAL):
        return []
    pressing = [need.need_type for need in wanted if need.status != Need.Status.DECLINED]
    answers = draw_answers(chance, file.catalogue, [kind.code for kind in pressing])
    urgent = any(kind.urgent for kind in pressing)
    result = score(model.questions, model.thresholds, answers, urgent=urgent)
    if approved:
        file.family.tier, file.family.priority = result.tier, result.index
    return [
        Assessment(
            family=file.family,
            model=model,
            on=(moments.assessed or moments.verified).date(),
            answers=answers,
            **result.scores,
            priority=result.index,
            tier=result.tier,
            completeness=sum(result.completeness.values()) // len(result.completeness),
            narrative=REPORT,
            status="approved" if approved else "submitted",
            done_by=chance.choice(file.office.workers),
            decided_by=file.office.manager if approved else None,
            decided_at=moments.assessed,
        )
    ]


def needs(chance: Random, file: OpenFile) -> list[Need]:
    """What the family asked for or the assessment found; decided once it was assessed."""
    drawn = draw_needs(chance, file.catalogue, file.members, file.now.date())
    found = declared(file.family, drawn)
    if file.family.status not in (Status.ASSESSED, Status.CLOSED):
        return found
    for need in found:
        if chance.random() < FOUND_IN_ASSESSMENT:
            need.origin = Need.Origin.ASSESSED
        decide(chance, file.catalogue, need, file.office, file.moments)
        if file.agrees:
            publish(chance, need, file.office, file.moments)
        if file.family.status == Status.CLOSED:
            close(need)
    return found
