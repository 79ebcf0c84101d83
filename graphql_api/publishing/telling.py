"""What a release did, as numbers to keep and as sentences to read."""

from typing import Any

from django.utils.translation import gettext as _

from graphql_api.publishing.profiles import YEARLY_CAP
from graphql_api.publishing.publisher import Report

Numbers = dict[str, Any]


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
    """What was published, generalised, suppressed, and what it cost."""
    return [
        _("Release %(number)d for %(period)s is published under the profile “%(profile)s”.")
        % {
            "number": numbers["number"],
            "period": numbers["period"],
            "profile": numbers["profile"],
        },
        _("Published: %(lots)d lots with %(places)d places, for %(families)d families.") % numbers,
        _(
            "Generalised: of %(all)d pairs of category and province, %(association)d are told by "
            "association, %(province)d by province, %(region)d by region and %(nation)d for the "
            "whole country; %(widened)d lots were widened so that none gives a family away."
        )
        % {
            "all": sum(numbers["levels"].values()),
            "widened": numbers["widened"],
            **{
                level: numbers["levels"].get(level, 0)
                for level in ("association", "province", "region", "nation")
            },
        },
        _(
            "Suppressed: %(classes)d classes of needs with %(families)d families are too small "
            "to be told; the numbers of %(withheld)d provinces are withheld."
        )
        % {
            "classes": numbers["suppressed_classes"],
            "families": numbers["suppressed_families"],
            "withheld": numbers["withheld"],
        },
        _("Spent: ε %(release).2f for this release, ε %(year).2f of %(cap).2f within a year.")
        % {
            "release": numbers["release_epsilon"],
            "year": numbers["year_epsilon"],
            "cap": YEARLY_CAP,
        },
    ]
