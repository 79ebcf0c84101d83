"""Publish a release: one snapshot of the registry, told to everyone, paid for first."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.calendar import day_in_tehran
from graphql_api.models import Release
from graphql_api.publishing import contributions, ledger
from graphql_api.publishing.models import PrivacyLedger
from graphql_api.publishing.period import period_of, require_month
from graphql_api.publishing.profiles import PROFILES, Profile
from graphql_api.publishing.release import Draft, prepare
from graphql_api.publishing.store import Rows
from graphql_api.publishing.telling import Report, numbers_of, report
from graphql_api.publishing.vocabulary import vocabulary
from permissions.reach import everything
from registry.errors import RuleError

DEFAULT_PROFILE = "strict"
SEED_BYTES = 32


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
    require_month(period)
    seed, words = secrets.token_bytes(SEED_BYTES), vocabulary()
    with everything("A release counts the needs of all associations."), transaction.atomic():
        entry = ledger.reserve(terms, period, now)
        map_ = contributions.geography(words)
        cube = contributions.cube(words, seed, day_in_tehran(now))
        draft = prepare(cube, map_, words, terms, seed)
        rows = Rows(draft, map_, words, terms)
        rows.seal(entry.number, period, now, sha256(seed).hexdigest())
        pay(rows.release, terms, seed, report(rows.release, entry, draft))
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


def pay(release: Release, terms: Profile, seed: bytes, told: Report) -> None:
    """Write the price down.  An entry whose release nobody ever saw is drawn anew."""
    PrivacyLedger.objects.update_or_create(
        period=release.period,
        defaults={
            "number": release.number,
            "drawn_at": release.published_at,
            "profile": terms.name,
            "list_epsilon": terms.price.epsilon,
            "list_delta": terms.price.delta,
            "statistics_rho": terms.price.rho,
            "release_epsilon": told.entry.release_epsilon,
            "year_epsilon": told.entry.year_epsilon,
            "outcome": numbers_of(told),
            "seed": seed.hex(),
            "seed_commitment": release.seed_commitment,
            "sha256": release.sha256,
        },
    )
