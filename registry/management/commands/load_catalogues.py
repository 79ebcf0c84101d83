from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from permissions.reach import everything
from registry.services.catalogues import load_catalogues


class Command(BaseCommand):
    """Safe to run again: what is there already stays as the national office keeps it."""

    help = "Load the provinces, counties, catalogues and roles from fixtures/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--overwrite", action="store_true", help="bring rows back to what the files say"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with everything("the catalogues belong to the whole country"):
            written = load_catalogues(overwrite=options["overwrite"])
        for name, count in written.items():
            self.stdout.write(f"  {name:<20} {count:>5} written")
