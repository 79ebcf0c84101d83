"""Who lives in a family, how, and what it agreed to."""

from datetime import date, timedelta
from random import Random

from registry.models import Consent, Family, Member, Prisoner
from registry.services.demo.people import as_typed, first_name, last_name, national_id
from registry.services.demo.timeline import Timeline

ADULT, FIRST_GRADE_AGE, LAST_GRADE = 18, 6, 12
IDS_PER_FAMILY = 16
CHILDREN = (range(6), (13, 25, 32, 19, 8, 3))
WITH_A_GRANDPARENT, FOREIGN = 0.12, 0.03
AGREES = {
    Consent.Purpose.CASE_SERVICES: 1.0,
    Consent.Purpose.SHARE_NON_IDENTIFIABLE: 0.93,
    Consent.Purpose.MESSAGES: 0.85,
    Consent.Purpose.SHARE_WITH_PARTNER: 0.6,
    Consent.Purpose.SPONSORSHIP_OF_CHILD: 0.35,
}
WITHDRAWN = 0.02
Relation, School, Job = Member.Relation, Member.School, Member.Job


def household(chance: Random, number: int, inmate: Prisoner, today: date) -> list[Member]:
    """The head, the children and sometimes a grandparent; whoever is inside is not in it."""
    age = chance.randint(22, 55)
    sex = "m" if inmate.sex == "f" else "f"
    people = [(Relation.HEAD, sex, age, last_name(chance))]
    for _child in range(chance.choices(*CHILDREN)[0]):
        child_sex = chance.choice("fm")
        relation = Relation.SON if child_sex == "m" else Relation.DAUGHTER
        people.append((relation, child_sex, chance.randint(0, min(age - 18, 21)), inmate.last_name))
    if chance.random() < WITH_A_GRANDPARENT:
        people.append((Relation.MOTHER, "f", age + chance.randint(18, 28), last_name(chance)))
    return [
        _member(chance, number * IDS_PER_FAMILY + place, person, today)
        for place, person in enumerate(people)
    ]


def _member(chance: Random, number: int, person: tuple[str, str, int, str], today: date) -> Member:
    relation, sex, age, surname = person
    born = today - timedelta(days=age * 365 + age // 4 + chance.randint(0, 364))
    school, grade = _school(chance, age)
    foreign = chance.random() < FOREIGN
    return Member(
        first_name=as_typed(chance, first_name(chance, sex)),
        last_name=as_typed(chance, surname),
        relation=relation,
        national_id="" if foreign else national_id(number),
        other_id=f"F{chance.randint(10**9, 10**10 - 1)}" if foreign else "",
        birth_date=born,
        birth_date_estimated=chance.random() < FOREIGN,
        sex=sex,
        marital=_marital(chance, relation, age),
        school=school,
        grade=grade,
        job=_job(chance, school, age),
        insurance=chance.choices(
            ("none", "salamat", "tamin", "other", "unknown"), (38, 40, 14, 2, 6)
        )[0],
        disability=chance.random() < 0.05,  # noqa: PLR2004 -- a share
        chronic_illness=chance.random() < 0.04 + age / 400,
    )


def agrees_to_share(agreed: list[Consent]) -> bool:
    """Whether its needs may be told to donors."""
    wanted = Consent.Purpose.SHARE_NON_IDENTIFIABLE
    return any(one.purpose == wanted and one.withdrawn_at is None for one in agreed)


def _school(chance: Random, age: int) -> tuple[str, int | None]:
    if not FIRST_GRADE_AGE <= age < ADULT:
        return School.NOT_APPLICABLE, None
    school = chance.choices((School.ENROLLED, School.DROPPED_OUT, School.NEVER), (88, 10, 2))[0]
    return school, None if school == School.NEVER else min(age - 5, LAST_GRADE)


def _marital(chance: Random, relation: str, age: int) -> str:
    if relation == Relation.HEAD:
        return chance.choices(("married", "divorced", "widowed"), (88, 9, 3))[0]
    return "widowed" if relation == Relation.MOTHER else "single" if age < ADULT + 4 else "married"


def _job(chance: Random, school: str, age: int) -> str:
    if school == School.ENROLLED:
        return Job.PUPIL
    if age < ADULT - 3:
        return ""
    if age > 60:  # noqa: PLR2004 -- an age
        return chance.choice((Job.UNABLE, Job.RETIRED, Job.HOUSEKEEPER))
    kinds = (Job.HOUSEKEEPER, Job.UNEMPLOYED, Job.SEEKING, Job.EMPLOYED, Job.UNABLE)
    return chance.choices(kinds, (42, 18, 17, 18, 5))[0]


def circumstances(chance: Random) -> dict[str, object]:
    """Housing and money of a family."""
    housing = chance.choices(
        ("rent", "relatives", "owner", "none", "institution"), (52, 30, 15, 2, 1)
    )[0]
    million = 1_000_000
    return {
        "housing": housing,
        "rent_rial": chance.randint(10, 120) * million if housing == "rent" else None,
        "income_rial": 0 if chance.random() < 0.35 else chance.randint(5, 150) * million,  # noqa: PLR2004
        "other_support": chance.choices(
            ("none", "relief_committee", "welfare", "martyrs", "other"), (78, 11, 7, 1, 3)
        )[0],
        "preferred_support": chance.choices(("both", "employment", "cash"), (40, 35, 25))[0],
        "language": "fa",
    }


def consents(chance: Random, family: Family, moments: Timeline) -> list[Consent]:
    """What the family agreed to when it registered; a few took something back later."""
    given = []
    for purpose, share in AGREES.items():
        if chance.random() >= share:
            continue
        taken_back = purpose != Consent.Purpose.CASE_SERVICES and chance.random() < WITHDRAWN
        given.append(
            Consent(
                family=family,
                purpose=purpose,
                method=chance.choices(("online", "signature", "verbal"), (80, 15, 5))[0],
                given_at=moments.opened,
                withdrawn_at=moments.last if taken_back else None,
            )
        )
    return given
