"""One family and everything in its file."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from audit.calendar import TEHRAN, jalali
from registry import codes
from registry.models import (
    County,
    CustodyEvent,
    Family,
    Invitation,
    Kinship,
    Member,
    Prisoner,
    Registration,
    RequiredDocument,
)
from registry.models.record import Record
from registry.services.demo import casework
from registry.services.demo.casework import OpenFile
from registry.services.demo.country import Country
from registry.services.demo.custody import custody, prisoner
from registry.services.demo.household import (
    IDS_PER_FAMILY,
    agrees_to_share,
    circumstances,
    consents,
    household,
)
from registry.services.demo.needs import Catalogue
from registry.services.demo.people import address, mobile, postal_code
from registry.services.demo.routing import Desk
from registry.services.demo.staff import Staff
from registry.services.demo.timeline import Status, Timeline, status_of, timeline

RELEASED, ABROAD, CONFIRMED_LATELY, ONLINE, WROTE = 0.14, 0.004, 0.88, 0.7, 0.6
REASONS = {"eligible": "E1", "direct_to_relief": "E2", "pending_abroad": "E4"}
WORDS = (
    "از وقتی همسرم زندان رفته از پس هزینه‌ها برنمی‌آیم.",
    "برای بچه‌ها نگرانم و کسی را ندارم که کمک کند.",
    "اگر کاری در خانه داشته باشم می‌توانم خرج خودمان را در بیاورم.",
    "صاحب‌خانه مهلت داده است و جای دیگری نداریم.",
)
CLOSURES = ("خودکفا شد", "زیر پوشش نهاد دیگری رفت", "آزاد شد و وضع پایدار است", "جابه‌جا شد")


@dataclass(frozen=True)
class World:
    """All that a new file may point to."""

    seed: int
    today: date
    country: Country
    desk: Desk
    staff: Staff
    catalogue: Catalogue
    papers: list[RequiredDocument]

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(), TEHRAN)


def chance_of(seed: int, what: str, number: int = 0) -> Random:
    """A source of its own for each thing, so that one more draw here changes nothing there."""
    return Random(f"{seed}:{what}:{number}")  # noqa: S311 -- a demo must come out the same again


def build_file(world: World, number: int) -> list[Record]:
    """All rows of the file with this number."""
    chance = chance_of(world.seed, "family", number)
    status = status_of(chance, number)
    moments = timeline(chance, status, world.today)
    county = world.country.a_county(chance)
    inmate, past = _inmate(world, chance, number, county, moments, status)
    members = household(chance, number, inmate, world.today)
    referral = world.desk.refer(county, closed=moments.ended is not None)
    office = world.staff.offices[referral.association_id]
    family = _family(chance, number, county, members, moments)
    referral.family, referral.decided_at = family, moments.opened
    family.association_id = None if status == Status.RETURNED else referral.association_id
    family.worker = chance.choice(office.workers) if moments.contacted else None
    _take_steps(chance, family, status, moments, world.today)
    family.phase = _phase(inmate)
    agreed = consents(chance, family, moments)
    open_file = OpenFile(
        family=family,
        members=members,
        moments=moments,
        office=office,
        letter=world.country.letters[referral.association_id],
        town=county.seat_fa,
        agrees=agrees_to_share(agreed),
        now=world.now,
        catalogue=world.catalogue,
    )
    return [
        inmate,
        *past,
        family,
        *members,
        Kinship(family=family, prisoner=inmate, relation=Kinship.Relation.SPOUSE),
        *_intake(world, chance, family, inmate, moments),
        *agreed,
        referral,
        *casework.rows(chance, open_file, world.papers),
    ]


def _inmate(
    world: World, chance: Random, number: int, county: County, moments: Timeline, status: Status
) -> tuple[Prisoner, list[CustodyEvent]]:
    former, prison = (world.country.a_prison(chance, county) for _place in range(2))
    if chance.random() < ABROAD:
        prison = world.country.abroad
    detained = moments.opened.date() - timedelta(days=chance.randint(12, 1100))
    inmate = prisoner(chance, number * IDS_PER_FAMILY + IDS_PER_FAMILY - 1, prison, detained)
    released = status in (Status.ASSESSED, Status.CLOSED) and chance.random() < RELEASED
    return inmate, custody(chance, inmate, former, world.today, released=released)


def _phase(inmate: Prisoner) -> Family.Phase:
    out = inmate.custody_status == Prisoner.Custody.RELEASED
    return Family.Phase.AFTERCARE if out else Family.Phase.CUSTODY


def _family(
    chance: Random, number: int, county: County, members: list[Member], moments: Timeline
) -> Family:
    head = members[0]
    year, _month, _day = jalali(moments.opened.date())
    family = Family(
        code=codes.family_code(year, chance),
        county=county,
        contact_name=f"{head.first_name} {head.last_name}",
        phone=mobile(number),
        address=address(chance, county.seat_fa),
        postal_code=postal_code(chance),
        size=len(members),
        source=Family.Source.IMPORTED,
        **circumstances(chance),
    )
    for member in members:
        member.family = family
    return family


def _take_steps(
    chance: Random, family: Family, status: Status, moments: Timeline, today: date
) -> None:
    """The dates of the file, and when the family last said that its data still hold."""
    family.status = status
    family.opened_at = family.referred_at = moments.opened
    family.first_contact_at = moments.contacted
    family.identified_at = moments.identified
    family.verified_at = moments.verified
    family.assessed_at = moments.assessed
    family.closed_at = moments.ended
    family.closure_reason = chance.choice(CLOSURES) if moments.ended else ""
    ago = chance.randint(0, 85) if chance.random() < CONFIRMED_LATELY else chance.randint(86, 110)
    family.last_confirmed_on = max(today - timedelta(days=ago), moments.last.date())


def _intake(
    world: World, chance: Random, family: Family, inmate: Prisoner, moments: Timeline
) -> list[Record]:
    """The invitation that was used, and what the rule said; paper files have neither."""
    if chance.random() >= ONLINE:
        return []
    invitation = Invitation(
        prisoner=inmate,
        prison=inmate.prison,
        token_hash=f"{chance.getrandbits(256):064x}",
        issued_by=world.staff.prison_workers.get(inmate.prison_id),
        expires_at=moments.opened + timedelta(days=20),
        used_at=moments.opened,
    )
    outcome = Registration.Outcome.ELIGIBLE
    if family.status == Status.DIRECTED:
        outcome = Registration.Outcome.DIRECT_TO_RELIEF
    elif inmate.prison.abroad and family.verified_at is None:
        outcome = Registration.Outcome.PENDING_ABROAD
    words = chance.choice(WORDS) if chance.random() < WROTE else ""
    registration = Registration(
        invitation=invitation,
        family=family,
        answers={"imported": True, "needs": {"text": words}},
        outcome=outcome,
        outcome_reason=REASONS[outcome],
        rule_version=1,
        submitted_at=moments.opened,
    )
    return [invitation, registration]
