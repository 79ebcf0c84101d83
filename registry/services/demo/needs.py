"""What families lack: needs and the answers that show them, drawn so that they agree."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random

from registry.models import Family, Member, Need, NeedType, ScoringModel
from registry.services.catalogues import read
from registry.services.demo.staff import Office
from registry.services.demo.timeline import Timeline
from registry.services.documents import is_adult
from registry.services.scoring import WORST

# How often each need is met with; what is not named here is rare.
COMMON = {
    "E01": 10, "E02": 14, "E03": 10, "E04": 5, "E05": 3, "E06": 5, "E07": 8, "E08": 8, "E09": 5,
    "E10": 6, "E11": 4, "E12": 6, "H01": 9, "H02": 6, "H03": 5, "H04": 2, "H05": 3, "H06": 3,
    "H07": 4, "H10": 2, "Y01": 4, "Y02": 5, "Y03": 2, "Y04": 3, "Y05": 2, "Y07": 4, "S01": 5,
    "S02": 11, "S03": 4, "S04": 3, "S05": 3, "S06": 6, "S07": 2, "S10": 2, "S11": 3,
}  # fmt: skip
RARE = 1
OF_A_PUPIL = frozenset({"S01", "S02", "S03"})
OF_A_CHILD = frozenset({"Y01", "Y08", "S09", "S12"}) | OF_A_PUPIL
OF_ONE_PERSON = frozenset({"H02", "H03", "H04", "H05", "H07", "H10", "E07", "E09", "Y07"})
HOW_MANY = (range(1, 5), (26, 36, 26, 12))
USUAL_RIAL = 60_000_000
ROUND_RIAL = 1_000_000
MOODS = ((56, 32, 10, 2), (36, 34, 22, 8), (14, 28, 34, 24))  # easy, hard and very hard times
MOOD_SHARES = (45, 35, 20)
UNANSWERED, URGENT = 0.07, 0.08
STATUSES = {"confirmed": 80, "met": 9, "declined": 5, "declared": 4, "withdrawn": 2}
PUBLICATIONS = {"published": 84, "proposed": 8, "private": 8}


@dataclass(frozen=True)
class Catalogue:
    """The catalogues as the demo needs them at hand."""

    types: dict[str, NeedType]
    model: ScoringModel

    @cached_property
    def questions_of(self) -> dict[str, list[str]]:
        """Which questions point to a need."""
        found: dict[str, list[str]] = {}
        for question in self.model.questions:
            for code in question["needs"]:
                found.setdefault(code, []).append(question["code"])
        return found

    @cached_property
    def alarming(self) -> frozenset[str]:
        """Which questions point to a need that cannot wait."""
        urgent = (code for code, kind in self.types.items() if kind.urgent)
        return frozenset(name for code in urgent for name in self.questions_of.get(code, ()))

    @cached_property
    def usual_rial(self) -> dict[str, int]:
        """The public reference amount of a category; some needs have no amount."""
        categories = read("published_vocabulary")["categories"]
        return {row["code"]: row["reference_rial"] for row in categories}


def draw_needs(
    chance: Random, catalogue: Catalogue, members: list[Member], today: date
) -> list[tuple[NeedType, Member | None]]:
    """One to four different needs that this family can have, and whose they are."""
    pupils = [member for member in members if member.grade is not None]
    children = [member for member in members if not is_adult(member, today)]
    drawn: dict[str, tuple[NeedType, Member | None]] = {}
    codes = list(catalogue.types)
    for code in chance.choices(
        codes, [COMMON.get(code, RARE) for code in codes], k=chance.choices(*HOW_MANY)[0]
    ):
        whose: Member | None = None
        if code in OF_A_CHILD:
            able = pupils if code in OF_A_PUPIL else children
            if not able:
                continue
            whose = chance.choice(able)
        elif code in OF_ONE_PERSON:
            whose = chance.choice(members)
        drawn[code] = (catalogue.types[code], whose)
    return list(drawn.values())


def draw_answers(chance: Random, catalogue: Catalogue, codes: list[str]) -> dict[str, int | None]:
    """Answers to all questions: severe where they point to the needs, milder elsewhere."""
    usual = chance.choices(MOODS, MOOD_SHARES)[0]
    severe = {name for code in codes for name in catalogue.questions_of.get(code, ())}
    answers: dict[str, int | None] = {}
    for question in catalogue.model.questions:
        if chance.random() < UNANSWERED:
            answers[question["code"]] = None
        elif question["code"] in severe:
            answers[question["code"]] = chance.choice((2, 3))
        else:
            answers[question["code"]] = chance.choices(range(4), usual)[0]
    for name in catalogue.alarming - severe:
        # A severe answer there means a need that cannot wait, and this family has none.
        if answers[name] == WORST:
            answers[name] = WORST - 1
    return answers


def declared(family: Family, drawn: list[tuple[NeedType, Member | None]]) -> list[Need]:
    """What the family asked for, before anybody decided."""
    return [
        Need(
            family=family,
            member=member,
            need_type=kind,
            sensitivity=kind.sensitivity,
            origin=Need.Origin.DECLARED,
            urgency="urgent" if kind.urgent else "normal",
        )
        for kind, member in drawn
    ]


def decide(
    chance: Random, catalogue: Catalogue, need: Need, office: Office, moments: Timeline
) -> None:
    """A social worker decided on the need."""
    at = moments.assessed or moments.last
    worker = chance.choice(office.workers)
    need.status = chance.choices(list(STATUSES), list(STATUSES.values()))[0]
    if need.status == Need.Status.DECLARED:
        return
    need.decided_by, need.decided_at = worker, at
    need.urgency = "urgent" if need.need_type.urgent or chance.random() < URGENT else "normal"
    if need.status == Need.Status.DECLINED:
        need.reason = "پس از بازدید روشن شد که خانواده اکنون به این کمک نیاز ندارد."
        return
    need.amount_rial = _amount(chance, catalogue, need.need_type)
    if need.status == Need.Status.MET:
        need.met_rial = need.amount_rial
        need.publication = Need.Publication.CLOSED


def publish(chance: Random, need: Need, office: Office, moments: Timeline) -> None:
    """The worker who decided proposed the need too; the manager, who did neither, approved."""
    if need.status != Need.Status.CONFIRMED or not need.need_type.publishable:
        return
    need.publication = chance.choices(list(PUBLICATIONS), list(PUBLICATIONS.values()))[0]
    if need.publication != Need.Publication.PRIVATE:
        need.proposed_by = need.decided_by
    if need.publication == Need.Publication.PUBLISHED:
        need.approved_by, need.published_at = office.manager, moments.last


def _amount(chance: Random, catalogue: Catalogue, kind: NeedType) -> int:
    usual = catalogue.usual_rial.get(kind.category) or USUAL_RIAL
    return max(1, round(usual * chance.lognormvariate(0, 0.7) / ROUND_RIAL)) * ROUND_RIAL


def close(need: Need) -> None:
    """With the file, what was still open in it ended."""
    if need.publication != Need.Publication.PRIVATE:
        need.publication = Need.Publication.CLOSED
    if need.status in (Need.Status.CONFIRMED, Need.Status.DECLARED):
        need.status = Need.Status.WITHDRAWN
