"""The one admin site: whatever stands in it stands behind the scope."""

from collections.abc import Callable, Iterable
from functools import cache, update_wrapper
from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.models import LogEntry
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from permissions import interrupted
from permissions.admin import ScopedAdmin

StartPage = Callable[[HttpRequest], dict[str, Any]]


class ScopedAutocomplete(AutocompleteJsonView):
    """Choices for a field of a page the user may fill in, and no others."""

    def has_perm(self, request: HttpRequest, obj: Any = None) -> bool:
        assert self.admin_site is not None
        source = self.admin_site._registry.get(self.source_field.model)
        if source is None:
            return False
        may_fill_in = source.has_add_permission(request) or source.has_change_permission(request)
        return may_fill_in and bool(super().has_perm(request, obj))


class ScopedAdminSite(admin.AdminSite):
    site_header = _("Hemayat")
    site_title = _("Hemayat")
    index_title = _("Today")
    enable_nav_sidebar = True
    start_page: StartPage | None = None

    def register(
        self,
        model_or_iterable: type[models.Model] | Iterable[type[models.Model]],
        admin_class: type[admin.ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """Admit scoped admins only.

        The ready-made admins of packages (groups, login attempts, …) would show their whole
        tables to whoever holds Django's model permission: they stay outside.
        """
        if admin_class is None or not issubclass(admin_class, ScopedAdmin):
            origin = (admin_class or admin.ModelAdmin).__module__
            if origin.partition(".")[0] in ("registry", "audit", "permissions", "graphql_api"):
                raise ImproperlyConfigured(f"{admin_class} must inherit from ScopedAdmin.")
            return
        super().register(model_or_iterable, admin_class, **options)

    def admin_view(  # type: ignore[override]  # Django's types tie the answer to the view
        self, view: Callable[..., Any], cacheable: bool = False
    ) -> Callable[..., Any]:
        """Pages lead over the login and back; what was sent to them waits beside the login."""
        page = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            leaving = request.path == reverse(f"{self.name}:logout")
            if request.method == "POST" and not leaving and not self.has_permission(request):
                return self.interrupted(request)
            answer: HttpResponse = page(request, *args, **kwargs)
            return answer

        return update_wrapper(inner, page)

    def interrupted(self, request: HttpRequest) -> HttpResponse:
        """The login, which says that nothing was stored, with what was sent beside it."""
        work = interrupted.work_of(request)
        context = {
            **self.each_context(request),
            "title": _("Sign in"),
            "app_path": reverse(f"{self.name}:login"),
            REDIRECT_FIELD_NAME: work.path,
            "form": AdminAuthenticationForm(request),
            "interrupted": interrupted.sealed(work),
        }
        return TemplateResponse(request, "admin/login.html", context, status=403)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Where the login leads: to the page that was asked for, if it is one of ours."""
        asked = request.GET.get(REDIRECT_FIELD_NAME, "")
        if request.method == "GET" and self.has_permission(request) and is_ours(request, asked):
            return HttpResponseRedirect(asked)
        work = interrupted.unsealed(request)
        waiting = {"interrupted": request.POST[interrupted.FIELD]} if work else {}
        answer: HttpResponse = super().login(request, {**(extra_context or {}), **waiting})
        if work and self.has_permission(request) and work.person in (None, request.user.pk):
            return interrupted.offer_again(request, work)
        return answer

    def get_urls(self) -> list[URLPattern | URLResolver]:
        nowhere = path("r/<path:rest>", self.admin_view(view_on_site), name="view_on_site")
        return [nowhere, *super().get_urls()]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        view: Callable[..., HttpResponse] = ScopedAutocomplete.as_view(admin_site=self)  # type: ignore[assignment]  # Django says less than it gives
        return view(request)

    def get_log_entries(self, request: HttpRequest) -> models.QuerySet[LogEntry]:
        """The history is the log; Django's own would name rows that have moved away."""
        return LogEntry.objects.none()

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """What is open to this person, in no order: the menu sorts it into sections of its own.

        Found once for a request: the start page and its frame both ask.  Of each model only what
        the menu shows; Django asks for every permission, on every page.
        """
        found: dict[str | None, list[dict[str, Any]]] = vars(request).setdefault("_app_lists", {})
        if app_label not in found:
            apps: dict[str, list[dict[str, Any]]] = {}
            for model, model_admin in self._registry.items():
                label = model._meta.app_label
                if app_label in (None, label) and model_admin.has_view_permission(request):
                    apps.setdefault(label, []).append(menu_entry(request, model_admin))
            found[app_label] = [
                {"app_label": label, "models": entries} for label, entries in apps.items()
            ]
        return found[app_label]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The start page; what stands on it, the registry says."""
        context = self.start_page(request) if self.start_page is not None else {}
        return super().index(request, {**context, **(extra_context or {})})

    def app_index(  # type: ignore[override]  # a way back instead of a page
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The start page lists every section: a page for one of them would be a page too many."""
        if not self.get_app_list(request, app_label):
            raise Http404
        return HttpResponseRedirect(reverse(f"{self.name}:index"))


def menu_entry(request: HttpRequest, model_admin: admin.ModelAdmin) -> dict[str, Any]:
    """A model as the menu names it: its list, and its empty form for whoever may add a row."""
    opts = model_admin.opts
    pages = f"{model_admin.admin_site.name}:{opts.app_label}_{opts.model_name}"
    may_add = model_admin.has_add_permission(request)
    return {
        "name": opts.verbose_name_plural,
        "object_name": opts.object_name,
        "admin_url": address_of(f"{pages}_changelist"),
        "add_url": address_of(f"{pages}_add") if may_add else "",
    }


@cache
def address_of(page: str) -> str:
    """Where a page of the menu stands: the same in both languages, and for as long as we run."""
    return reverse(page)


def is_ours(request: HttpRequest, address: str) -> bool:
    """Whether an address leads to a page of this house, and to nobody else's."""
    secure = request.is_secure()
    host = {request.get_host()}
    return url_has_allowed_host_and_scheme(address, allowed_hosts=host, require_https=secure)


def view_on_site(request: HttpRequest, rest: str) -> HttpResponse:
    """No row of ours has a public page; Django's shortcut would tell which rows exist."""
    raise Http404
