from typing import Any

from django.core.management.base import BaseCommand
from django.db import connections

from audit import triggers


class Command(BaseCommand):
    help = "Make the triggers that write the history what they should be, and say what was wrong."
    requires_system_checks: list[str] = []  # it mends what the checks complain of

    def handle(self, *args: Any, **options: Any) -> None:
        for alias in connections:
            for name in triggers.install(alias):
                self.stdout.write(f"{alias}: {name}")
        self.stdout.write(self.style.SUCCESS("The database writes the history."))
