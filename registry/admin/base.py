"""What every page of the registry's office is: scoped, with its history, in the reader's words."""

from typing import Any

from audit.admin import HistoryAdmin
from django.contrib import messages
from django.db import models
from django.http import HttpRequest

from permissions.access import access_of
from permissions.admin import ScopedInline
from registry.errors import RuleError


class RegistryInline(ScopedInline):
    """Rows of a file on the page of the file."""

    show_change_link = True


class RegistryAdmin(HistoryAdmin):
    """The only base class of the registry's pages."""

    list_per_page = 50
    save_as = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """What only doors may change is shown, not edited."""
        given = list(super().get_readonly_fields(request, obj))
        doors = [f.name for f in self.opts.fields if not f.editable and f.name in self._shown(obj)]
        return [*given, *(name for name in doors if name not in given)]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The declared fields, without the columns this user may not read."""
        hidden = access_of(self.model).hidden_fields(request.user, obj)
        return [name for name in super().get_fields(request, obj) if name not in hidden]

    def _shown(self, obj: models.Model | None) -> set[str]:
        return set(self.fields or ())

    def refusal(self, request: HttpRequest, refused: RuleError) -> None:
        """Show a refusal as it stands."""
        self.message_user(request, str(refused), messages.WARNING)
