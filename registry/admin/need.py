from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from registry.admin.need_steps import STEPS, donors_view
from registry.admin.steps import RowOfAFile
from registry.models import Need
from registry.services.needs import confirm_need
from registry.services.publication import approve_publication, propose_publication


@admin.register(Need)
class NeedAdmin(RowOfAFile):
    """Needs change through their steps; several at once through the actions of the list."""

    list_display = ("need_type", "family", "member", "status", "urgency", "publication")
    list_filter = ("status", "publication", "urgency", "origin", "need_type__axis")
    fields = (
        "family",
        "need_type",
        "member",
        "sensitivity",
        "origin",
        "family_text",
        "urgency",
        "amount_rial",
        "status",
        "decided_by",
        "decided_at",
        "reason",
        "publication",
        "proposed_by",
        "approved_by",
        "published_at",
    )
    actions = ("confirm", "propose", "approve")
    steps = STEPS

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A need is added by the step in the file, which also decides on it."""
        return False

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "decide")

    def has_propose_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "propose")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "publish")

    @admin.action(description=_("Confirm these needs"), permissions=["decide"])
    def confirm(self, request: HttpRequest, needs: QuerySet[Need]) -> None:
        self.apply(
            request,
            needs,
            lambda need: confirm_need(need=need, by=request.user),
            _("%(number)s needs are confirmed."),
        )

    @admin.action(description=_("Propose these needs for publication"), permissions=["propose"])
    def propose(self, request: HttpRequest, needs: QuerySet[Need]) -> None:
        self.apply(
            request,
            needs,
            lambda need: propose_publication(need=need, by=request.user),
            _("%(number)s needs are proposed for publication."),
        )

    @admin.action(description=_("Approve these needs for publication"), permissions=["publish"])
    def approve(self, request: HttpRequest, needs: QuerySet[Need]) -> HttpResponse | None:
        """First the needs as donors would see them, then the approval."""
        if "confirmed" not in request.POST:
            return self.see_before_approving(request, needs)
        self.apply(
            request,
            needs,
            lambda need: approve_publication(need=need, by=request.user),
            _("%(number)s needs are approved; they are counted from the next release on."),
        )
        return None

    def see_before_approving(self, request: HttpRequest, needs: QuerySet[Need]) -> HttpResponse:
        chosen = list(needs.select_related("need_type", "member", "family__association"))
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("See them as a donor does"),
            "chosen": [(need, donors_view(request, need)["preview"]) for need in chosen],
        }
        return TemplateResponse(request, "registry/approve_needs.html", context)
