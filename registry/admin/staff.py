"""The staff: who works where.  People are taken on, let go and given a new link here."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from permissions.models import User
from registry.admin.base import RegistryAdmin
from registry.admin.staff_forms import NewcomerForm
from registry.errors import RuleError
from registry.models import Membership
from registry.services import accounts
from registry.services.membership import end_membership
from registry.text import fold


class Standing(admin.SimpleListFilter):
    """Who works here now, and who did."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("now", _("works here")), ("before", _("has left"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() not in ("now", "before"):
            return queryset
        return queryset.filter(until__isnull=self.value() == "now")


@admin.register(Membership)
class MembershipAdmin(RegistryAdmin):
    list_display = ("user", "role", "place", "since", "until", "signs_in")
    list_filter = ("role", Standing)
    search_fields = ("pk",)  # searched by name, below
    fields = ("user", "role", "place", "since", "until")
    readonly_fields = ("place",)
    actions = ("end", "new_link", "close_account", "reopen_account")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is typed over: people are taken on, and memberships end."""
        return False

    @admin.display(description=_("place"))
    def place(self, row: Membership) -> str:
        return str(row.place or _("national office"))

    @admin.display(description=_("account open"), boolean=True)
    def signs_in(self, row: Membership) -> bool:
        return row.user is not None and row.user.is_active

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        words = [fold(word) for word in search_term.split()]
        names = queryset.values_list("pk", "user__first_name", "user__last_name", "user__username")
        found = [pk for pk, *name in names if all(word in fold(" ".join(name)) for word in words)]
        return (queryset.filter(pk__in=found) if words else queryset), False

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
                return self._welcome(request, membership.user)
        context = {"title": _("Take somebody on"), "form": form}
        return self._page(request, "accounts/take_on.html", context)

    def _welcome(self, request: HttpRequest, user: User) -> HttpResponse:
        """Show the link, this once."""
        link = request.build_absolute_uri(accounts.entrance_of(user))
        context = {"title": _("A link for %(name)s") % {"name": user}, "person": user, "link": link}
        return self._page(request, "accounts/link_once.html", context)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**shared, **context})

    @admin.action(description=_("End the membership today"), permissions=["change"])
    def end(self, request: HttpRequest, rows: QuerySet[Membership]) -> None:
        self._each(request, rows, end_membership, _("The membership has ended."))

    @admin.action(description=_("Give a new link to set a password"), permissions=["change"])
    def new_link(self, request: HttpRequest, rows: QuerySet[Membership]) -> HttpResponse | None:
        chosen = list(rows[:2])
        if len(chosen) != 1:
            self.refuse(request, str(_("Choose one person; each link is shown to be handed over.")))
            return None
        try:
            accounts.new_entrance(chosen[0].user, by=request.user)
        except RuleError as refused:
            self.refusal(request, refused)
            return None
        return self._welcome(request, chosen[0].user)

    @admin.action(description=_("Close the account"), permissions=["change"])
    def close_account(self, request: HttpRequest, rows: QuerySet[Membership]) -> None:
        def close(row: Membership) -> None:
            accounts.close_account(row.user, by=request.user)

        self._each(request, rows, close, _("The account is closed."))

    @admin.action(description=_("Open the account again"), permissions=["change"])
    def reopen_account(self, request: HttpRequest, rows: QuerySet[Membership]) -> None:
        def reopen(row: Membership) -> None:
            accounts.reopen_account(row.user, by=request.user)

        self._each(request, rows, reopen, _("The account is open again."))

    def _each(self, request: HttpRequest, rows: Any, door: Any, said: Any) -> None:
        for row in rows.select_related("user"):
            try:
                door(row)
            except RuleError as refused:
                self.message_user(request, f"{row.user}: {refused}", messages.WARNING)
            else:
                self.message_user(request, f"{row.user}: {said}", messages.SUCCESS)


@admin.register(User)
class UserAdmin(RegistryAdmin):
    """Accounts to look at: what may be done with them is done where their people work."""

    list_display = ("username", "whole_name", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("username",)
    fields = ("username", "first_name", "last_name", "language", "is_active", "last_login")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Once each, in however many roles a person works here."""
        return super().get_queryset(request).distinct()

    @admin.display(description=_("name"))
    def whole_name(self, row: User) -> str:
        return row.get_full_name()
