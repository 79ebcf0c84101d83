"""The clients of the window and their keys, which are managed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.db.models import PositiveIntegerField, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.calendar import date_in_words
from audit.editing import EditingAdmin
from audit.merging import SharedForm
from audit.once import shown_once
from audit.trials import CONFIRMED, Deed, Trial, shows_first, taken_and_refused
from graphql_api.models import ApiClient, ApiKey, KeyUse
from graphql_api.publishing import clients
from graphql_api.publishing.admin.base import WindowPages
from graphql_api.publishing.forms import ApiClientForm
from permissions.admin import ScopedInline, back_to_list
from registry.errors import RuleError
from registry.form_fields import WholeField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Door(Deed):
    """What is done to clients or to keys.  More than one of a kind may be chosen."""

    def __init__(
        self, title: "StrOrPromise", intro: "StrOrPromise", perform: Callable[[Any], None]
    ) -> None:
        self.title, self.intro, self.pass_through = title, intro, perform

    def perform(self, row: Any) -> None:
        self.pass_through(row)

    def name(self, row: Any) -> str:
        """Of a key, whose it is besides; its letters run from the left in Persian, too."""
        return f"{row.client} · \u2066{row}\u2069" if isinstance(row, ApiKey) else str(row)


SHUT_OUT = Door(
    gettext_lazy("Shut these clients out"),
    gettext_lazy("Their keys open nothing any more, until somebody lets them in again."),
    clients.deactivate,
)
LET_IN = Door(
    gettext_lazy("Let these clients in again"),
    gettext_lazy("Those of their keys open the window again that still hold."),
    clients.activate,
)
REVOKE = Door(
    gettext_lazy("Revoke these keys"),
    gettext_lazy("A revoked key never opens anything again; whoever used it needs a new one."),
    clients.revoke_key,
)


def through_door(
    page: "WindowPages", request: HttpRequest, rows: QuerySet[Any], door: Door
) -> HttpResponse:
    """Show what would come of it; when that was confirmed, take each row through the door."""
    trial = Trial(door, list(rows), clients.STORE)
    if CONFIRMED not in request.POST:
        return shown_first(page, request, trial)
    taken, refused = taken_and_refused(trial.carried_out(request.POST))
    for each in refused:
        page.refuse(request, f"{each.name}: {each.refusal}")
    if done := len(taken):
        sentence = ngettext("%(count)d entry was changed.", "%(count)d entries were changed.", done)
        page.message_user(request, sentence % {"count": done}, messages.SUCCESS)
    return HttpResponseRedirect(back_to_list(page, request))


def shown_first(page: "WindowPages", request: HttpRequest, trial: Trial) -> HttpResponse:
    """On the same page as every other step on many rows."""
    context = {
        **page.admin_site.each_context(request),
        **trial.page(trial.shown()),
        "opts": page.opts,
        "form": Form(),
        "action": request.POST.get("action", ""),
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "registry/bulk.html", context)


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
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        PositiveIntegerField: {"form_class": WholeField, "widget": WholeField.widget}
    }
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

    @shows_first
    @admin.action(description=gettext_lazy("Shut out"), permissions=["deactivate"])
    def deactivate(self, request: HttpRequest, rows: QuerySet[ApiClient]) -> HttpResponse:
        return through_door(self, request, rows, SHUT_OUT)

    @shows_first
    @admin.action(description=gettext_lazy("Let in again"), permissions=["activate"])
    def activate(self, request: HttpRequest, rows: QuerySet[ApiClient]) -> HttpResponse:
        return through_door(self, request, rows, LET_IN)


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
        return date_in_words(use.last_used_on) if use else self.get_empty_value_display()

    @shows_first
    @admin.action(description=gettext_lazy("Revoke"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, rows: QuerySet[ApiKey]) -> HttpResponse:
        return through_door(self, request, rows, REVOKE)
