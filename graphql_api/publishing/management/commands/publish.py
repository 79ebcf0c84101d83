from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from graphql_api.publishing.profiles import PROFILES, YEARLY_CAP
from graphql_api.publishing.publisher import DEFAULT_PROFILE, Report, publish
from registry.errors import RuleError


class Command(BaseCommand):
    help = "Publish one release: lots of alike needs and protected statistics."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--profile", default=DEFAULT_PROFILE, choices=list(PROFILES))
        parser.add_argument(
            "--epoch", default="", help="The period's name; by default the Jalali month."
        )

    @translation.override("en")  # a terminal does not set Persian from right to left
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = publish(profile=options["profile"], period=options["epoch"])
        except RuleError as refusal:
            raise CommandError(str(refusal)) from refusal
        for sentence in sentences(report):
            self.stdout.write(sentence)


def sentences(report: Report) -> list[str]:
    """What was published, generalised, suppressed, and what it cost."""
    return [
        _("Release %(number)d for %(period)s is published under the profile “%(profile)s”.")
        % {
            "number": report.release.number,
            "period": report.release.period,
            "profile": report.release.profile,
        },
        _("Published: %(lots)d lots with %(places)d places, for %(families)d families.")
        % {"lots": report.lots, "places": report.places, "families": report.families},
        _(
            "Generalised: of %(all)d pairs of category and province, %(association)d are told by "
            "association, %(province)d by province, %(region)d by region and %(nation)d for the "
            "whole country; %(widened)d lots were widened so that none gives a family away."
        )
        % {
            "all": sum(report.levels.values()),
            "widened": report.widened,
            **{
                level: report.levels.get(level, 0)
                for level in ("association", "province", "region", "nation")
            },
        },
        _(
            "Suppressed: %(classes)d classes of needs with %(families)d families are too small "
            "to be told; the numbers of %(withheld)d provinces are withheld."
        )
        % {
            "classes": report.suppressed_classes,
            "families": report.suppressed_families,
            "withheld": report.withheld,
        },
        _("Spent: ε %(release).2f for this release, ε %(year).2f of %(cap).2f within a year.")
        % {
            "release": report.entry.release_epsilon,
            "year": report.entry.year_epsilon,
            "cap": YEARLY_CAP,
        },
    ]
