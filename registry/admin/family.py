from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from audit.once import shown_once
from audit.trials import shows_first
from permissions.vocabulary import Permission
from registry.admin.file.pages import FilePages
from registry.admin.steps.bulk import take_on_all
from registry.admin.steps.changing_hands import ASSIGN_ALL, REROUTE_ALL
from registry.admin.steps.closing import REOPEN, STAYED_CLOSED
from registry.admin.steps.family import STEPS
from registry.admin.steps.step import Step
from registry.codes import in_groups
from registry.fields import blind_index
from registry.filters.family import FamilyFilter
from registry.models import Family, Member
from registry.search import MOST, matching
from registry.services.credentials import Credentials, sign_in_address


@admin.register(Family)
class FamilyAdmin(FilePages):
    """A family's page is its file; the columns themselves are edited on a page of their own."""

    list_display = ("contact_name", "code", "status", "tier", "county", "worker", "opened_at")
    filter_class = FamilyFilter
    search_fields = ("search_key",)
    autocomplete_fields = ()
    fields = (
        "contact_name",
        "phone",
        "county",
        "address",
        "postal_code",
        "housing",
        "rent_rial",
        "income_rial",
        "other_support",
        "preferred_support",
        "language",
    )
    steps = STEPS
    actions = ("assign", "reroute_to_nearest")

    def has_assign_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "assign")

    @shows_first
    @admin.action(description=_("Give these files to a colleague"), permissions=["assign"])
    def assign(self, request: HttpRequest, families: QuerySet[Family]) -> HttpResponse | None:
        return take_on_all(self, request, families, ASSIGN_ALL)

    def has_reroute_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "reroute")

    @shows_first
    @admin.action(
        description=_("Send these files to the nearest association"), permissions=["reroute"]
    )
    def reroute_to_nearest(
        self, request: HttpRequest, families: QuerySet[Family]
    ) -> HttpResponse | None:
        return take_on_all(self, request, families, REROUTE_ALL)

    def response_change(self, request: HttpRequest, obj: Family) -> HttpResponse:
        self.message_user(request, _("The data of the file are saved."), messages.SUCCESS)
        return self.response_post_save_change(request, obj)

    def after(self, request: HttpRequest, row: Any, step: Step, result: object) -> HttpResponse:
        """New credentials stand on the page that answers, and nowhere else."""
        if isinstance(result, Family) and step is REOPEN and result.status == result.Status.CLOSED:
            self.message_user(request, STAYED_CLOSED, messages.WARNING)
            return HttpResponseRedirect(self.where_next(request, row))
        if not isinstance(result, Credentials):
            return super().after(request, row, step, result)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": row,
            "title": step.title,
            "code": in_groups(result.code),
            "pin": result.pin,
            "sign_in_address": sign_in_address(),
            "back": self.where_next(request, row),
        }
        return shown_once(TemplateResponse(request, "registry/new_key.html", context))

    def found(self, request: HttpRequest, words: list[str]) -> list[int]:
        """Find a file by its contact person, its code, a member's name, a phone or national ID."""
        members = matching(Member, words, request.user)
        theirs = Member.objects.filter(pk__in=members).values_list("family", flat=True)
        found = [*self.by_number(request, "".join(words)), *super().found(request, words), *theirs]
        return list(dict.fromkeys(found))

    def by_number(self, request: HttpRequest, number: str) -> list[int]:
        """A whole number finds its family; a part of one finds nothing.

        Only where the number itself may be read: elsewhere a hit would tell it.
        """
        if not any(map(str.isdigit, number)):
            return []
        read = Family.access.where(Family.objects.all(), request.user, Permission.VIEW_IDENTITY)
        members = Member.objects.filter(national_id_index=blind_index(number, "member.national_id"))
        # As a union: of two columns joined by OR no index can be used.
        ids = read.order_by().values_list("pk", flat=True)
        by_phone = ids.filter(phone_index=blind_index(number, "family.phone"))
        by_member = ids.filter(pk__in=members.order_by().values("family"))
        return list(by_phone.union(by_member)[:MOST])
