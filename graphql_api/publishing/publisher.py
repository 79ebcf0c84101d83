"""Publish a release: one snapshot of the registry, told to everyone, paid for first."""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.calendar import day_in_tehran, jalali
from graphql_api.models import Release
from graphql_api.publishing import contributions, ledger
from graphql_api.publishing.models import PrivacyLedger
from graphql_api.publishing.profiles import PROFILES, Profile
from graphql_api.publishing.release import Draft, prepare
from graphql_api.publishing.store import Rows
from graphql_api.publishing.vocabulary import vocabulary
from permissions.reach import everything
from registry.errors import RuleError

DEFAULT_PROFILE = "strict"
SEED_BYTES = 32


@dataclass(frozen=True)
class Report:
    """What a run did, for the person who ran it."""

    release: Release
    entry: ledger.Entry
    lots: int
    places: int
    levels: dict[str, int]
    widened: int
    suppressed_classes: int
    suppressed_families: int
    families: int
    withheld: int


def period_of(moment: datetime) -> str:
    """The Jalali month a moment belongs to: "1405-08"."""
    year, month, _day = jalali(day_in_tehran(moment))
    return f"{year}-{month:02d}"


def profile_named(name: str) -> Profile:
    if name not in PROFILES:
        raise RuleError(
            _("There is no profile “%(name)s”. Choose one of these: %(names)s."),
            code="unknown_profile",
            name=name,
            names=", ".join(PROFILES),
        )
    return PROFILES[name]


@dataclass(frozen=True)
class Drawn:
    """A release that is paid for and not seen yet."""

    rows: Rows
    draft: Draft
    entry: ledger.Entry


def publish(*, profile: str = DEFAULT_PROFILE, period: str = "") -> Report:
    """Make the release of a period, by default the current Jalali month."""
    terms, now = profile_named(profile), timezone.now()
    return show(draw(terms, period or period_of(now), now))


def draw(terms: Profile, period: str, now: datetime) -> Drawn:
    """Count, protect, and write the price down, in one snapshot of the registry."""
    seed, words = secrets.token_bytes(SEED_BYTES), vocabulary()
    with everything("A release counts the needs of all associations."), transaction.atomic():
        entry = ledger.reserve(terms, period, now)
        map_ = contributions.geography(words)
        cube = contributions.cube(words, seed, day_in_tehran(now))
        draft = prepare(cube, map_, words, terms, seed)
        rows = Rows(draft, map_, words, terms)
        checksum = rows.seal(entry.number, period, now, sha256(seed).hexdigest())
        pay(entry, terms, period, now, seed=seed, checksum=checksum)
    return Drawn(rows, draft, entry)


def nothing_more() -> None:
    pass


def show(drawn: Drawn, last: Callable[[], None] = nothing_more) -> Report:
    """Let everybody see it, all at once; `last` is said in the same breath, or stops it."""
    sealed = drawn.rows.release
    with transaction.atomic():
        ledger.hold(sealed.period, sealed.seed_commitment)
        with transaction.atomic(using="published"):
            release = drawn.rows.save()
            last()
    return report(release, drawn.entry, drawn.draft)


def pay(
    entry: ledger.Entry,
    terms: Profile,
    period: str,
    now: datetime,
    *,
    seed: bytes,
    checksum: str,
) -> None:
    """Write the price down.  An entry whose release nobody ever saw is drawn anew."""
    PrivacyLedger.objects.update_or_create(
        period=period,
        defaults={
            "number": entry.number,
            "drawn_at": now,
            "profile": terms.name,
            "list_epsilon": terms.price.epsilon,
            "list_delta": terms.price.delta,
            "statistics_rho": terms.price.rho,
            "release_epsilon": entry.release_epsilon,
            "year_epsilon": entry.year_epsilon,
            "seed": seed.hex(),
            "seed_commitment": sha256(seed).hexdigest(),
            "sha256": checksum,
        },
    )


def report(release: Release, entry: ledger.Entry, draft: Draft) -> Report:
    listed = {lot.cell for lot in draft.lots}
    missing = [count for cell, count in draft.counted.items() if cell not in listed]
    provinces = {place for place, _category in draft.tables.province_category}
    return Report(
        release=release,
        entry=entry,
        lots=len(draft.lots),
        places=sum(lot.places for lot in draft.lots),
        levels=dict(Counter(grain.place for grain in draft.scheme.values())),
        widened=draft.widened,
        suppressed_classes=len(missing),
        suppressed_families=sum(missing),
        families=sum(draft.counted.values()),
        withheld=len({province for _category, province in draft.scheme} - provinces),
    )
