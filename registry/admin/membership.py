"""The staff: who works where.  People are taken on, let go and given a new link here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from audit.trials import shows_first
from permissions.models import User
from permissions.reach import Reach
from permissions.vocabulary import Permission
from registry.admin.base import RegistryAdmin
from registry.admin.staff.forms import SecondRoleForm
from registry.admin.staff.newcomers import NewcomerPages
from registry.admin.steps.bulk import Bulk, take_on_all
from registry.admin.steps.questions import ReasonForm
from registry.admin.steps.step import Step, SteppingAdmin
from registry.filters.columns import by_columns
from registry.filters.membership import MembershipFilter
from registry.models import Membership
from registry.services import accounts
from registry.text import fold


def has_ended(row: Membership) -> Any:
    return _("This membership has ended.") if row.until is not None else None


END = Step(
    name="end",
    action="change",
    title=_("End the membership today"),
    done=_("The membership has ended; what it opened is closed."),
    form=ReasonForm,
    intro=_("The role and all it opens end at once. The account stays, and so does its history."),
    perform=lambda row, by, given: accounts.let_go(row, by=by, reason=given["reason"]),
    against=has_ended,
)
SECOND_ROLE = Step(
    name="second-role",
    action="change",
    title=_("Give this person another role"),
    done=_("The role was given; it acts from now on."),
    form=SecondRoleForm,
    intro=_("The same account holds both roles, and whatever each of them opens."),
    perform=lambda row, by, given: accounts.give_second_role(row, by=by, **given["post"]),
    against=has_ended,
)

CLOSE_ALL = Bulk(
    step=Step(
        name="close-account",
        action="change",
        title=_("Close the account"),
        done=_("Accounts closed: %(number)s."),
        perform=lambda row, by, given: accounts.close_account(row.user, by=by),
    ),
    title=_("Close the account"),
    said=_("Accounts closed: %(number)s."),
    shows=("is_active",),
    subject=lambda row: row.user,
)
REOPEN_ALL = Bulk(
    step=Step(
        name="reopen-account",
        action="change",
        title=_("Open the account again"),
        done=_("Accounts opened again: %(number)s."),
        perform=lambda row, by, given: accounts.reopen_account(row.user, by=by),
    ),
    title=_("Open the account again"),
    said=_("Accounts opened again: %(number)s."),
    shows=("is_active",),
    subject=lambda row: row.user,
)


@admin.register(Membership)
class MembershipAdmin(NewcomerPages, SteppingAdmin):
    short = True
    list_display = ("user", "role", "place", "since", "until", "signs_in")
    filter_class = MembershipFilter
    search_fields = ("pk",)  # searched by name, below
    fields = ("user", "role", "place", "since", "until")
    readonly_fields = ("place",)
    actions = ("new_link", "close_account", "reopen_account")
    steps = (END, SECOND_ROLE)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is typed over: people are taken on, and memberships end."""
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> Any:
        membership = context.get("original")
        if membership is not None and membership.until is None:
            context["doors"] = self.doors(request, membership)
        return super().render_change_form(request, context, *args, **options)

    @admin.display(description=_("place"))
    def place(self, row: Membership) -> str:
        return str(row.place or _("national office"))

    @admin.display(description=_("account open"), boolean=True)
    def signs_in(self, row: Membership) -> bool | None:
        """Of whoever has left, it is no longer said."""
        return row.user.is_active if row.until is None else None

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        return named(queryset, [fold(word) for word in search_term.split()]), False

    @admin.action(description=_("Give a new link to set a password"), permissions=["change"])
    def new_link(self, request: HttpRequest, rows: QuerySet[Membership]) -> HttpResponse | None:
        return self.renew(request, rows)

    @shows_first
    @admin.action(description=_("Close the account"), permissions=["change"])
    def close_account(
        self, request: HttpRequest, rows: QuerySet[Membership]
    ) -> HttpResponse | None:
        return take_on_all(self, request, rows, CLOSE_ALL)

    @shows_first
    @admin.action(description=_("Open the account again"), permissions=["change"])
    def reopen_account(
        self, request: HttpRequest, rows: QuerySet[Membership]
    ) -> HttpResponse | None:
        return take_on_all(self, request, rows, REOPEN_ALL)


def named(rows: QuerySet[Membership], words: list[str]) -> QuerySet[Membership]:
    """The memberships of people whose names hold all the words, however they are typed."""
    names = rows.values_list("pk", "user__first_name", "user__last_name", "user__username")
    found = [pk for pk, *name in names if all(word in fold(" ".join(name)) for word in words)]
    return rows.filter(pk__in=found)


@admin.register(User)
class UserAdmin(RegistryAdmin):
    """Accounts to look at: what may be done with them is done where their people work."""

    short = True
    list_display = ("username", "whole_name", "is_active", "last_login")
    filter_class = by_columns(User, "is_active")
    search_fields = ("username",)
    fields = ("username", "first_name", "last_name", "language", "is_active", "last_login")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those who work here; not those who have left."""
        rows = super().get_queryset(request)
        if Reach.of(request.user).everywhere(Permission.MANAGE_STAFF):
            return rows
        running = Membership.objects.filter(until=None)
        here = Membership.access.narrow(running, request.user, "view")
        return rows.filter(pk__in=here.values("user"))

    @admin.display(description=_("name"))
    def whole_name(self, row: User) -> str:
        return row.get_full_name()
