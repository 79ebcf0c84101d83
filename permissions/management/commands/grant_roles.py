from typing import Any

from django.core.management.base import BaseCommand
from django.db import connections, transaction

from permissions import database_roles


class Command(BaseCommand):
    """Run after each `migrate` of a PostgreSQL installation, as the owner of the tables."""

    help = "Give the application's and the API's database roles exactly what they need."

    def handle(self, *args: Any, **options: Any) -> None:
        for alias in database_roles.STORES:
            if connections[alias].vendor != "postgresql":
                self.stdout.write(f"{alias}: SQLite knows no roles; there is nothing to grant.")
                continue
            with transaction.atomic(using=alias):
                granted = database_roles.grant(alias)
            self.stdout.write(f"{alias}: {len(granted)} statements; all other rights are gone.")
