from collections.abc import Iterable
from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class Command(migrate.Command):
    """Django's own, but it does not stop at triggers that it is about to restore, and does stop
    at a database that another version has made.
    """

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        return {**super().get_check_kwargs(options), "databases": None}

    def handle(self, *args: Any, **options: Any) -> None:
        recorded = MigrationRecorder(connections[options["database"]]).applied_migrations()
        if not options["prune"] and (unknown := strange(recorded)):
            raise CommandError(
                f"This database was made by another version, whose migration {unknown[-1]} is not "
                "known here: go back to that version, or begin with an empty database (`make "
                "clean` removes what was made on this machine)."
            )
        super().handle(*args, **options)


def strange(recorded: Iterable[tuple[str, str]]) -> list[str]:
    """What was carried out of the apps that are here, and is not on file here."""
    loader = MigrationLoader(None)
    return [
        f"{app}.{name}"
        for app, name in sorted(recorded)
        if app in loader.migrated_apps and (app, name) not in loader.disk_migrations
    ]
