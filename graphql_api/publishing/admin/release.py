"""What was published, under which terms, and what it cost: all of it is only looked at."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from audit.admin import HistoryAdmin
from audit.calendar import digits
from audit.money import grouped
from graphql_api.models import Lot, Release
from graphql_api.publishing.admin.base import WindowPages
from graphql_api.publishing.models import PrivacyLedger
from graphql_api.publishing.period import period_in_full
from graphql_api.publishing.release_jobs import may_publish
from graphql_api.publishing.release_page import release_page
from graphql_api.publishing.telling import (
    profile_in_words,
    terms_in_words,
    what_came_of_it,
)


class OfAPeriod(WindowPages):
    """Columns of a release and of its entry in the ledger: month and profile in words."""

    @admin.display(description=_("period"), ordering="period")
    def month(self, row: Any) -> str:
        return period_in_full(row.period)

    @admin.display(description=_("profile"), ordering="profile")
    def terms(self, row: Any) -> str:
        return profile_in_words(row.profile)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A page is called by number and period, in the digits of its language."""
        named = digits(context["original"])
        context.update(title=named, heading=named, subtitle=None)
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(Release)
class ReleaseAdmin(OfAPeriod):
    """What was published, as everybody may know it; to the office, also what came of it."""

    list_display = ("number", "month", "terms", "published_at", "lots", "places")
    fields = (
        "number",
        "month",
        "terms",
        "published_at",
        "lots",
        "places",
        "outcome",
        "told_terms",
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

    @admin.display(description=_("lots"))
    def lots(self, release: Any) -> str:
        return grouped(release.lots_told or 0)

    @admin.display(description=_("number of places"))
    def places(self, release: Any) -> str:
        return grouped(release.places_told or 0)

    @admin.display(description=_("what came of it"))
    def outcome(self, release: Release) -> str:
        """Kept in the ledger: how many were generalised and suppressed never leaves the house."""
        entry = PrivacyLedger.objects.filter(seed_commitment=release.seed_commitment).first()
        told = what_came_of_it(entry.outcome) if entry else []
        return format_html_join("", "<p>{}</p>", ((sentence,) for sentence in told))

    @admin.display(description=_("parameters"))
    def told_terms(self, release: Release) -> str:
        terms = terms_in_words(release.parameters)
        return render_to_string("publishing/terms.html", {"terms": terms})


@admin.register(PrivacyLedger)
class PrivacyLedgerAdmin(OfAPeriod, HistoryAdmin):
    """What each release cost.  The seed is not shown: with it the noise could be taken away."""

    list_display = ("number", "month", "terms", "drawn_at", "release_epsilon", "year_epsilon")
    fields = (
        "number",
        "month",
        "terms",
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
