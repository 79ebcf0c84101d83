"""The office of the window: clients and their keys are managed, releases are looked at."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.admin import HistoryAdmin
from audit.editing import EditingAdmin
from audit.merging import SharedForm
from audit.once import shown_once
from graphql_api.models import ApiClient, ApiKey, KeyUse, Lot, Release
from graphql_api.publishing import clients
from graphql_api.publishing.forms import ApiClientForm
from graphql_api.publishing.models import PrivacyLedger
from graphql_api.publishing.release_jobs import may_publish
from graphql_api.publishing.release_page import release_page
from permissions.admin import ScopedAdmin, ScopedInline
from registry.errors import RuleError
from registry.shown import columns


def through_door(
    page: "WindowPages", request: HttpRequest, rows: QuerySet[Any], door: Callable[[Any], None]
) -> None:
    """Take each row through a door, and say what came of it."""
    done = 0
    for row in rows:
        try:
            door(row)
        except RuleError as refusal:
            page.refuse(request, str(refusal))
        else:
            done += 1
    if done:
        sentence = ngettext("%(count)d entry was changed.", "%(count)d entries were changed.", done)
        page.message_user(request, sentence % {"count": done}, messages.SUCCESS)


class WindowPages(ScopedAdmin):
    """Lists of the window's office, with days and numbers in words."""

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return columns(self.model, super().get_list_display(request))

    def refuse(self, request: HttpRequest, sentence: str) -> None:
        self.message_user(request, sentence, messages.WARNING)


class ApiKeyInline(ScopedInline):
    """The keys of a client; they are issued and revoked by actions."""

    model = ApiKey
    form = SharedForm
    fields = ("prefix", "created_at", "expires_at", "revoked_at")
    readonly_fields = fields
    can_delete = False


@admin.register(ApiClient)
class ApiClientAdmin(WindowPages, EditingAdmin):
    form = ApiClientForm
    fields = ApiClientForm.Meta.fields
    list_display = ("name", "kind", "active", "expires_at")
    list_filter = ("kind", "active")
    search_fields = ("name",)
    inlines = (ApiKeyInline,)
    actions = ("issue_key", "deactivate", "activate")

    def has_issue_key_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "issue_key")

    def has_deactivate_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "deactivate")

    def has_activate_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "activate")

    @admin.action(description=gettext_lazy("Issue a key"), permissions=["issue_key"])
    def issue_key(self, request: HttpRequest, rows: QuerySet[ApiClient]) -> HttpResponse | None:
        """Show a new key once: on the answer itself, never in a message that is stored."""
        if rows.count() != 1:
            self.refuse(request, _("A key belongs to one client. Choose one, and try again."))
            return None
        try:
            issued = clients.issue_key(rows.get())
        except RuleError as refusal:
            self.refuse(request, str(refusal))
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("New key of %(client)s") % {"client": issued.key.client},
            "issued": issued,
            "opts": self.opts,
        }
        return shown_once(TemplateResponse(request, "publishing/issued_key.html", context))

    @admin.action(description=gettext_lazy("Shut out"), permissions=["deactivate"])
    def deactivate(self, request: HttpRequest, rows: QuerySet[ApiClient]) -> None:
        through_door(self, request, rows, clients.deactivate)

    @admin.action(description=gettext_lazy("Let in again"), permissions=["activate"])
    def activate(self, request: HttpRequest, rows: QuerySet[ApiClient]) -> None:
        through_door(self, request, rows, clients.activate)


@admin.register(ApiKey)
class ApiKeyAdmin(WindowPages, EditingAdmin):
    list_display = ("prefix", "client", "created_at", "expires_at", "revoked_at", "last_used_on")
    fields = ("client", "prefix", "created_at", "expires_at", "revoked_at", "last_used_on")
    readonly_fields = fields
    actions = ("revoke",)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "revoke")

    @admin.display(description=gettext_lazy("last used on"))
    def last_used_on(self, key: ApiKey) -> Any:
        """Kept beside the budgets: the window cannot write where keys are."""
        use = KeyUse.objects.filter(prefix=key.prefix).first()
        return use.last_used_on if use else None

    @admin.action(description=gettext_lazy("Revoke"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, rows: QuerySet[ApiKey]) -> None:
        through_door(self, request, rows, clients.revoke_key)


@admin.register(Release)
class ReleaseAdmin(WindowPages):
    """What was published, as everybody may know it."""

    list_display = ("number", "period", "profile", "published_at", "lots", "places")
    fields = (
        "number",
        "period",
        "profile",
        "published_at",
        "lots",
        "places",
        "parameters",
        "sha256",
        "seed_commitment",
    )
    readonly_fields = fields

    def get_urls(self) -> list[URLPattern]:
        page = path(
            "publish/",
            self.admin_site.admin_view(self.publish_view),
            name="graphql_api_release_publish",
        )
        return [page, *super().get_urls()]

    def publish_view(self, request: HttpRequest) -> HttpResponse:
        return release_page(self, request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        way = reverse("admin:graphql_api_release_publish") if may_publish(request.user) else ""
        return super().changelist_view(request, {"publish_url": way, **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With how much was told in each, counted for the whole list in one question."""
        its_own = Lot.objects.filter(release=OuterRef("pk")).order_by().values("release")
        rows = super().get_queryset(request)
        releases: QuerySet[Any] = rows.annotate(
            lots_told=Subquery(its_own.annotate(n=Count("pk")).values("n")),
            places_told=Subquery(its_own.annotate(n=Sum("places")).values("n")),
        )
        return releases

    @admin.display(description=gettext_lazy("lots"))
    def lots(self, release: Any) -> int:
        return int(release.lots_told or 0)

    @admin.display(description=gettext_lazy("places"))
    def places(self, release: Any) -> int:
        return int(release.places_told or 0)


@admin.register(PrivacyLedger)
class PrivacyLedgerAdmin(HistoryAdmin):
    """What each release cost.  The seed is not shown: with it the noise could be taken away."""

    list_display = ("number", "period", "profile", "drawn_at", "release_epsilon", "year_epsilon")
    fields = (
        "number",
        "period",
        "profile",
        "drawn_at",
        "list_epsilon",
        "list_delta",
        "statistics_rho",
        "release_epsilon",
        "year_epsilon",
        "seed_commitment",
        "sha256",
    )
    readonly_fields = fields
