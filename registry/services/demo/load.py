"""The whole demo country, from the first association to the last family."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audit.signature import DEMO, acting
from permissions.reach import everything
from registry import codes
from registry.errors import RuleError
from registry.models import (
    Association,
    Family,
    Invitation,
    NeedType,
    Prisoner,
    RequiredDocument,
    ScoringModel,
)
from registry.models.record import Record
from registry.services import credentials, invitations
from registry.services.catalogues import load_catalogues
from registry.services.demo.country import build_country
from registry.services.demo.custody import custody, prisoner
from registry.services.demo.files import World, build_file, chance_of
from registry.services.demo.household import IDS_PER_FAMILY
from registry.services.demo.namesakes import for_the_desk, namesakes
from registry.services.demo.needs import Catalogue
from registry.services.demo.routing import Desk
from registry.services.demo.staff import CAST_OFFICES, CAST_PRISON, hire
from registry.services.demo.timeline import moment
from registry.services.demo.writing import write

IMPORTED = gettext_noop("Imported demo data")
CHUNK = 250
WITHOUT_FAMILY = 8  # for every so many families, one prisoner whose family has not registered
OPEN_LINKS = 6
Say = Callable[[str], None]


@dataclass(frozen=True)
class Demo:
    """What people and scripts need to get in; nothing of it can be read from the registry."""

    users: list[dict[str, Any]]
    invitations: list[str] = field(default_factory=list)
    families: list[dict[str, str]] = field(default_factory=list)


def load_demo_country(*, families: int, seed: int, today: date, say: Say) -> Demo:
    """Fill an empty registry.  Marked as what it is: imported, and signed by this import."""
    with (
        acting(DEMO, reason=IMPORTED),
        everything("the demo is the whole country"),
    ):
        _refuse_unless_new()
        world, users = _found(families, seed, today, say)
        for number, chunk in enumerate(_chunks(world, families)):
            written = write(chance_of(seed, "chunk", number), chunk)
            done = min((number + 1) * CHUNK, families)
            say(f"  {done:>9,} of {families:,} families ({written:,} rows)")
        write(chance_of(seed, "prisoners"), _prisoners(world, families))
        _date_back()
        return Demo(users, _open_links(), _open_files())


def _refuse_unless_new() -> None:
    if not settings.MAY_HOLD_A_DEMO:
        raise RuleError(
            _(
                "This installation is for real families, so no demo was loaded. Try the demo on "
                "a machine of your own (make run)."
            ),
            code="not_for_a_demo",
        )
    for model in (Association, Prisoner, Family):
        if model._default_manager.exists():
            raise RuleError(
                _(
                    "The registry is not empty, so nothing was loaded: a demo must not mix with "
                    "real files. Start with an empty database (make clean)."
                ),
                code="registry_not_empty",
            )


@transaction.atomic
def _found(families: int, seed: int, today: date, say: Say) -> tuple[World, list[dict[str, Any]]]:
    """Everything that is there before the first family."""
    load_catalogues()
    country = build_country(chance_of(seed, "country"), today)
    desk = Desk(country)
    staff = hire(chance_of(seed, "staff"), country, desk.shares(), families, today)
    say(f"  {len(country.associations):>9,} associations with their staff")
    kinds = NeedType.objects.order_by("code")
    catalogue = Catalogue({kind.code: kind for kind in kinds}, ScoringModel.objects.get(version=1))
    papers = RequiredDocument.objects.filter(mandatory=True, outcome="").order_by("code")
    world = World(seed, today, country, desk, staff, catalogue, list(papers))
    return world, staff.cast


def _chunks(world: World, families: int) -> Iterator[list[Record]]:
    """The files, some hundred at a time, so that memory stays as it is."""
    for first in range(0, families, CHUNK):
        rows: list[Record] = []
        for number in range(first, min(first + CHUNK, families)):
            rows += build_file(world, number)
        pairs = namesakes(chance_of(world.seed, "duplicates", first), rows)
        yield [*rows, *for_the_desk(pairs, world.now)]


def _prisoners(world: World, families: int) -> Iterator[Record]:
    """People in custody whose families have not registered; some hold an old link."""
    chance = chance_of(world.seed, "inmates")
    known = [prison for held in world.country.prisons.values() for prison in held]
    cast_prison = next(prison for prison in known if prison.code == CAST_PRISON)
    for place in range(2 * OPEN_LINKS + families // WITHOUT_FAMILY):
        prison = cast_prison if place < 2 * OPEN_LINKS else chance.choice(known)
        detained = world.today - timedelta(days=chance.randint(2, 900))
        inmate = prisoner(chance, families * IDS_PER_FAMILY + place, prison, detained)
        yield inmate
        yield from custody(chance, inmate, chance.choice(known), world.today, released=False)
        if place >= 2 * OPEN_LINKS and chance.random() < 0.3:  # noqa: PLR2004 -- a share
            yield _old_link(world, chance, inmate)


def _old_link(world: World, chance: Random, inmate: Prisoner) -> Invitation:
    """A link that was lost: expired, or revoked before."""
    expired = moment(chance, world.today - timedelta(days=chance.randint(1, 400)))
    revoked = chance.random() < 0.3  # noqa: PLR2004 -- a share
    return Invitation(
        prisoner=inmate,
        prison=inmate.prison,
        token_hash=f"{chance.getrandbits(256):064x}",
        issued_by=world.staff.prison_workers[inmate.prison_id],
        expires_at=expired,
        revoked_at=expired - timedelta(days=3) if revoked else None,
        revoked_reason="برگه گم شده بود." if revoked else "",
    )


def _date_back() -> None:
    """A row is stamped with the moment it is written; a link is issued before it expires."""
    expired = Invitation.objects.filter(expires_at__lte=F("created_at"))
    expired.update(created_at=F("expires_at") - invitations.VALID_FOR)


def _open_links() -> list[str]:
    """Links that can be opened, handed out through the door that prisons use."""
    worker = get_user_model().objects.get(username=f"prison.{CAST_PRISON}")
    waiting = Prisoner.objects.in_custody().filter(prison__code=CAST_PRISON, kinships=None)
    links = []
    for inmate in waiting.order_by("pk")[:OPEN_LINKS]:
        _invitation, token = invitations.issue(prisoner=inmate, issued_by=worker)
        links.append(f"{settings.PUBLIC_URL}/r/{token}/")
    return links


def _open_files() -> list[dict[str, str]]:
    """A code and a PIN for one family of each association of the cast, or for the first two."""
    assessed = Family.objects.filter(status=Family.Status.ASSESSED).order_by("pk")
    found = [assessed.filter(association__code=code).first() for code in CAST_OFFICES]
    opened = []
    for family in [family for family in found if family] or assessed[:2]:
        given = credentials.derived_from(codes.symbols(invitations.SYMBOLS))
        family.tracking_index, family.pin_hash = given.index, given.pin_hash
        family.save(update_fields=["tracking_index", "pin_hash", "updated_at"])
        opened.append({"tracking_code": given.code, "pin": given.pin})
    return opened
