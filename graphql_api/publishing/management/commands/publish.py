from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from graphql_api.publishing.profiles import PROFILES
from graphql_api.publishing.publisher import DEFAULT_PROFILE, publish
from graphql_api.publishing.telling import numbers_of, sentences
from registry.errors import RuleError


class Command(BaseCommand):
    help = "Publish one release: lots of alike needs and protected statistics."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--profile", default=DEFAULT_PROFILE, choices=list(PROFILES))
        parser.add_argument(
            "--epoch", default="", help="The Jalali month, as 1405-08; by default the current one."
        )

    @translation.override("en")  # a terminal does not set Persian from right to left
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = publish(profile=options["profile"], period=options["epoch"])
        except RuleError as refusal:
            raise CommandError(str(refusal)) from refusal
        for sentence in sentences(numbers_of(report)):
            self.stdout.write(sentence)
