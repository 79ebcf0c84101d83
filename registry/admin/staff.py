"""The staff: who works where.  People are taken on, let go and given a new link here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from permissions.models import User
from registry.admin.base import RegistryAdmin
from registry.admin.newcomers import NewcomerPages
from registry.models import Membership
from registry.services import accounts
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
class MembershipAdmin(NewcomerPages):
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
        return row.user.is_active

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        return named(queryset, [fold(word) for word in search_term.split()]), False

    @admin.action(description=_("End the membership today"), permissions=["change"])
    def end(self, request: HttpRequest, rows: QuerySet[Membership]) -> None:
        def let_go(row: Membership) -> None:
            accounts.let_go(row, by=request.user)

        self.apply(request, rows, let_go, _("Memberships ended: %(number)s."))

    @admin.action(description=_("Give a new link to set a password"), permissions=["change"])
    def new_link(self, request: HttpRequest, rows: QuerySet[Membership]) -> HttpResponse | None:
        return self.renew(request, rows)

    @admin.action(description=_("Close the account"), permissions=["change"])
    def close_account(self, request: HttpRequest, rows: QuerySet[Membership]) -> None:
        def close(row: Membership) -> None:
            accounts.close_account(row.user, by=request.user)

        self.apply(request, rows, close, _("Accounts closed: %(number)s."))

    @admin.action(description=_("Open the account again"), permissions=["change"])
    def reopen_account(self, request: HttpRequest, rows: QuerySet[Membership]) -> None:
        def reopen(row: Membership) -> None:
            accounts.reopen_account(row.user, by=request.user)

        self.apply(request, rows, reopen, _("Accounts opened again: %(number)s."))


def named(rows: QuerySet[Membership], words: list[str]) -> QuerySet[Membership]:
    """The memberships of people whose names hold all the words, however they are typed."""
    names = rows.values_list("pk", "user__first_name", "user__last_name", "user__username")
    found = [pk for pk, *name in names if all(word in fold(" ".join(name)) for word in words)]
    return rows.filter(pk__in=found)


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
