"""What happened in custody: the list of it, and the way in for files of it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from registry.admin.base import RegistryAdmin
from registry.admin.feed import feed_page, template_file
from registry.filters.columns import by_columns
from registry.models import CustodyEvent
from registry.services.feed_jobs import may_feed

TOLD = ("kind", "at", "release_kind", "due_back_on", "prison", "document_no", "source")


@admin.register(CustodyEvent)
class CustodyEventAdmin(RegistryAdmin):
    """What happened, to look at; it is recorded on the prisoner's page."""

    list_display = ("prisoner", "kind", "at", "prison", "source")
    filter_class = by_columns(CustodyEvent, "kind", "release_kind", "source", "prison", "at")
    fields = ("prisoner", *TOLD)

    def get_urls(self) -> list[URLPattern]:
        pages = {"feed": self.feed_view, "template": self.template_view}
        own = [
            path(
                f"{name}/",
                self.admin_site.admin_view(view),
                name=f"registry_custodyevent_{name}",
            )
            for name, view in pages.items()
        ]
        return [*own, *super().get_urls()]

    def feed_view(self, request: HttpRequest) -> HttpResponse:
        return feed_page(self, request)

    def template_view(self, request: HttpRequest) -> HttpResponse:
        return template_file(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        way = reverse("admin:registry_custodyevent_feed") if may_feed(request.user) else ""
        return super().changelist_view(request, {"feed_url": way, **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
