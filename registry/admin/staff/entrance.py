"""Where somebody sets a password with the link that was shown once."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import PasswordResetConfirmView
from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.signature import acting


class Entrance(PasswordResetConfirmView):
    """The token leaves the address before the page is shown; an unknown or used one says so."""

    template_name = "accounts/entrance.html"
    success_url = reverse_lazy("admin:index")
    title = gettext_lazy("Set your password")
    reset_url_token = "set"  # noqa: S105 -- the word that stands in the address instead

    def get_user(self, uidb64: str) -> Any:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def form_valid(self, form: BaseForm) -> HttpResponse:
        assert self.user is not None  # the form is shown to the person of the link only
        name = self.user.get_full_name() or self.user.get_username()
        with acting(name, reason=_("Set the password with the link."), user=self.user):
            return super().form_valid(form)  # type: ignore[arg-type]  # the form of this view

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**admin.site.each_context(self.request), **super().get_context_data(**kwargs)}
