"""What a release did, as numbers to keep and as sentences to read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.calendar import digits, figure
from audit.money import grouped
from graphql_api.models import Release
from graphql_api.publishing.ledger import Entry
from graphql_api.publishing.period import period_in_words
from graphql_api.publishing.profiles import YEARLY_CAP
from graphql_api.publishing.release import Draft
from registry.shown import rounded

Numbers = dict[str, Any]

PROFILES_IN_WORDS = {
    "strict": gettext_lazy("strict"),
    "standard": gettext_lazy("standard"),
    "small": gettext_lazy("small"),
}
TERMS = {
    "profile": gettext_lazy("profile"),
    "k": gettext_lazy("fewest places in a lot"),
    "listEpsilon": gettext_lazy("cost of the list (ε)"),
    "listDelta": gettext_lazy("chance that the list costs more (δ)"),
    "noiseBound": gettext_lazy("largest noise on a lot"),
    "sigma": gettext_lazy("spread of the noise on statistics (σ)"),
    "threshold": gettext_lazy("smaller statistics are not shown"),
    "margin": gettext_lazy("margin of error of a statistic (holds 95 times in 100)"),
    "alpha": gettext_lazy("how likely the lots may make one category for a known family (α)"),
    "coveragePercent": gettext_lazy("share of needs a finer level has to keep, in percent"),
    "needsPerFamily": gettext_lazy("most needs of one family that are counted"),
}


@dataclass(frozen=True)
class Report:
    """What a run did, for the person who ran it."""

    release: Release
    entry: Entry
    lots: int
    places: int
    levels: dict[str, int]
    widened: int
    suppressed_classes: int
    suppressed_families: int
    families: int
    withheld: int


def report(release: Release, entry: Entry, draft: Draft) -> Report:
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


def numbers_of(report: Report) -> Numbers:
    return {
        "number": report.release.number,
        "period": report.release.period,
        "profile": report.release.profile,
        "lots": report.lots,
        "places": report.places,
        "families": report.families,
        "levels": report.levels,
        "widened": report.widened,
        "suppressed_classes": report.suppressed_classes,
        "suppressed_families": report.suppressed_families,
        "withheld": report.withheld,
        "release_epsilon": report.entry.release_epsilon,
        "year_epsilon": report.entry.year_epsilon,
    }


def sentences(numbers: Numbers) -> list[str]:
    """Which release it is, and what came of it."""
    named = _("Release %(number)s for %(period)s is published under the profile “%(profile)s”.") % {
        "number": digits(numbers["number"]),
        "period": period_in_words(numbers["period"]),
        "profile": profile_in_words(numbers["profile"]),
    }
    return [named, *what_came_of_it(numbers)]


def what_came_of_it(numbers: Numbers) -> list[str]:
    """What was published, generalised, suppressed, and what it cost."""
    if not numbers:
        return []
    counts = {name: grouped(n) for name, n in numbers.items() if isinstance(n, int)}
    levels = {
        level: grouped(numbers["levels"].get(level, 0))
        for level in ("association", "province", "region", "nation")
    }
    return [
        _("Published: %(lots)s lots with %(places)s places, for %(families)s families.") % counts,
        _(
            "Generalised: of %(all)s pairs of category and province, %(association)s are told by "
            "association, %(province)s by province, %(region)s by region and %(nation)s for the "
            "whole country; %(widened)s lots were widened so that none gives a family away."
        )
        % {**counts, **levels, "all": grouped(sum(numbers["levels"].values()))},
        _(
            "Suppressed: %(suppressed_classes)s classes of needs with %(suppressed_families)s "
            "families are too small to be told; the numbers of %(withheld)s provinces are withheld."
        )
        % counts,
        _("Spent: ε %(release)s for this release, ε %(year)s of %(cap)s within a year.")
        % {
            "release": price(numbers["release_epsilon"]),
            "year": price(numbers["year_epsilon"]),
            "cap": price(YEARLY_CAP),
        },
    ]


def price(epsilon: float) -> str:
    """An amount of privacy as it is told: two places behind the sign."""
    return figure(f"{epsilon:.2f}")


def profile_in_words(name: str) -> str:
    return str(PROFILES_IN_WORDS.get(name, name))


def terms_in_words(parameters: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What a release was made under: what it is, how much, and its name in the API."""
    for name, value in parameters.items():
        worded = profile_in_words(value) if name == "profile" else rounded(float(value))
        yield str(TERMS.get(name, name)), worded, name
