"""How people enter: taken on with a form, let in by a link that is shown once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from audit.once import shown_once
from permissions.models import User
from registry.admin.base import RegistryAdmin
from registry.admin.staff.forms import NewcomerForm
from registry.errors import RuleError
from registry.models import Membership
from registry.services import accounts


class NewcomerPages(RegistryAdmin):
    """The pages of the staff on which a link is handed out."""

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Take somebody on: the account, the role and the place begin together."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NewcomerForm(request.POST or None, by=request.user)
        if request.method == "POST" and form.is_valid():
            try:
                membership = accounts.take_on(
                    form.newcomer, role=form.chosen_role, place=form.chosen_place, by=request.user
                )
            except RuleError as refused:
                form.add_error(None, str(refused))
            else:
                return self.welcome(request, membership.user)
        context = {"title": _("Take somebody on"), "form": form}
        return self.page(request, "accounts/take_on.html", context)

    def renew(self, request: HttpRequest, rows: QuerySet[Membership]) -> HttpResponse | None:
        """A new link for one person."""
        chosen = list(rows[:2])
        if len(chosen) != 1:
            sentence = _("Choose one person; each link is shown to be handed over.")
            self.message_user(request, sentence, messages.WARNING)
            return None
        try:
            accounts.new_entrance(chosen[0].user, by=request.user)
        except RuleError as refused:
            self.refusal(request, refused)
            return None
        return self.welcome(request, chosen[0].user)

    def welcome(self, request: HttpRequest, user: User) -> HttpResponse:
        """Show the link, this once."""
        link = request.build_absolute_uri(accounts.entrance_of(user))
        context = {"title": _("A link for %(name)s") % {"name": user}, "person": user, "link": link}
        return shown_once(self.page(request, "accounts/link_once.html", context))

    def page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**shared, **context})
