import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from audit.calendar import parse_date
from audit.signature import DEMO, acting
from graphql_api.publishing.demo import invite_clients
from registry.errors import RuleError
from registry.services.demo.load import IMPORTED, Demo, load_demo_country


class Command(BaseCommand):
    """Ends with a first release, so that a donor sees lots at once."""

    help = "Fill an empty registry with a believable country: 225 associations, families, staff."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--families", type=int, default=5000)
        parser.add_argument("--seed", type=int, default=1405)
        parser.add_argument("--today", default="", help="The last day of the story, as a date.")

    @translation.override("en")  # a terminal does not set Persian from right to left
    def handle(self, *args: Any, **options: Any) -> None:
        today = self._day(options["today"])
        try:
            demo = load_demo_country(
                families=options["families"],
                seed=options["seed"],
                today=today,
                say=self.stdout.write,
            )
        except RuleError as refusal:
            raise CommandError(str(refusal)) from refusal
        with acting(DEMO, reason=IMPORTED):
            clients = invite_clients()
            call_command("publish", profile="small", stdout=self.stdout)
        self._leave_for_scripts(demo, clients)

    def _day(self, text: str) -> date:
        if not text:
            return timezone.localdate()
        try:
            return parse_date(text)
        except ValidationError as refusal:
            raise CommandError(refusal.messages[0]) from refusal

    def _leave_for_scripts(self, demo: Demo, clients: list[dict[str, Any]]) -> None:
        """In the embedded installation only, readable by its owner alone."""
        folder: Path | None = getattr(settings, "VAR_DIR", None)
        if folder is None:
            return
        content = {
            "base_url": settings.PUBLIC_URL,
            "users": demo.users,
            "api_clients": clients,
            "invitations": demo.invitations,
            "families": demo.families,
        }
        path = folder / "demo.json"
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
        self.stdout.write(f"Accounts, keys and links are in {path.name} under var/.")
