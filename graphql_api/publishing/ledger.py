"""The one account of privacy: for everybody together, with a hard stop per year."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from graphql_api.models import Release
from graphql_api.publishing.models import PrivacyLedger
from graphql_api.publishing.period import period_in_words
from graphql_api.publishing.privacy import compose
from graphql_api.publishing.profiles import YEARLY_CAP, Profile
from registry.errors import RuleError

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Entry:
    """What a new release will cost, by itself and with the year before it."""

    number: int
    release_epsilon: float
    year_epsilon: float


def reserve(profile: Profile, period: str, now: datetime) -> Entry:
    """The price of a release, or a refusal: one release per period, and never over the cap."""
    # An unseen entry of the period may belong to a run that is just about to show its release.
    PrivacyLedger.objects.select_for_update().filter(period=period).first()
    return foresee(profile, period, now)


def foresee(profile: Profile, period: str, now: datetime) -> Entry:
    """The same without keeping anybody off: what a release would cost if it were made now."""
    if Release.objects.filter(period=period).exists():
        raise RuleError(
            _(
                "The period %(period)s has its release already. Two releases of one period could "
                "be compared; wait for the next period."
            ),
            code="period_released",
            period=period_in_words(period),
        )
    seen = PrivacyLedger.objects.exclude(period=period)
    year = [entry.price for entry in seen.filter(drawn_at__gt=now - YEAR)]
    entry = Entry(
        number=(seen.values_list("number", flat=True).order_by("-number").first() or 0) + 1,
        release_epsilon=compose([profile.price]),
        year_epsilon=compose([*year, profile.price]),
    )
    if entry.year_epsilon > YEARLY_CAP:
        raise RuleError(
            _(
                "This release would bring the year to ε %(total)s, and the most that may be "
                "spent in a year is %(cap)s. Wait until an older release is a year old, or "
                "choose a stricter profile."
            ),
            code="budget_spent",
            total=entry.year_epsilon,
            cap=YEARLY_CAP,
        )
    return entry


def hold(period: str, commitment: str) -> None:
    """Keep others off the entry until its release is seen, or refuse: it is somebody else's now."""
    entry = PrivacyLedger.objects.select_for_update().get(period=period)
    if entry.seed_commitment != commitment:
        raise RuleError(
            _(
                "Another run is publishing the period %(period)s. Nothing was published by this "
                "one; look at the releases before you try again."
            ),
            code="published_elsewhere",
            period=period_in_words(period),
        )
