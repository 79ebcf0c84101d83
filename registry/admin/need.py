from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from audit.trials import shows_first
from registry.admin.steps.bulk import take_on_all
from registry.admin.steps.need import (
    APPROVE_ALL,
    CONFIRM_ALL,
    DECLINE_ALL,
    PROPOSE_ALL,
    STEPS,
    TAKE_ALL_BACK,
)
from registry.admin.steps.step import RowOfAFile
from registry.filters.need import NeedFilter
from registry.models import Need


@admin.register(Need)
class NeedAdmin(RowOfAFile):
    """Needs change through their steps; several at once through the actions of the list."""

    list_display = ("need_type", "family", "member", "status", "urgency", "publication")
    filter_class = NeedFilter
    fields = (
        "family",
        "need_type",
        "member",
        "sensitivity",
        "origin",
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
    actions = ("confirm", "decline", "propose", "approve", "take_back")
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

    @shows_first
    @admin.action(description=_("Confirm these needs"), permissions=["decide"])
    def confirm(self, request: HttpRequest, needs: QuerySet[Need]) -> HttpResponse | None:
        return take_on_all(self, request, needs, CONFIRM_ALL)

    @shows_first
    @admin.action(description=_("Decline these needs"), permissions=["decide"])
    def decline(self, request: HttpRequest, needs: QuerySet[Need]) -> HttpResponse | None:
        return take_on_all(self, request, needs, DECLINE_ALL)

    @shows_first
    @admin.action(description=_("Propose these needs for publication"), permissions=["propose"])
    def propose(self, request: HttpRequest, needs: QuerySet[Need]) -> HttpResponse | None:
        return take_on_all(self, request, needs, PROPOSE_ALL)

    @shows_first
    @admin.action(description=_("Approve these needs for publication"), permissions=["publish"])
    def approve(self, request: HttpRequest, needs: QuerySet[Need]) -> HttpResponse | None:
        return take_on_all(self, request, needs, APPROVE_ALL)

    @shows_first
    @admin.action(description=_("Take these needs back from publication"), permissions=["propose"])
    def take_back(self, request: HttpRequest, needs: QuerySet[Need]) -> HttpResponse | None:
        return take_on_all(self, request, needs, TAKE_ALL_BACK)
