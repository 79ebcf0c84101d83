from typing import Any

from django.core.management.commands import migrate


class Command(migrate.Command):
    """Django's own, but it does not stop at triggers that it is about to restore."""

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        return {**super().get_check_kwargs(options), "databases": None}
