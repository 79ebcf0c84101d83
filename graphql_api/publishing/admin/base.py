"""What the lists of the window's office have in common."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from permissions.admin import ScopedAdmin
from registry.shown import columns


class WindowPages(ScopedAdmin):
    """Lists of the window's office, with days and numbers in words."""

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return columns(self.model, super().get_list_display(request))

    def refuse(self, request: HttpRequest, sentence: str) -> None:
        self.message_user(request, sentence, messages.WARNING)
