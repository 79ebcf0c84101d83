from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from audit.calendar import latin_digits
from audit.once import shown_once
from permissions.reach import Reach
from permissions.vocabulary import Permission
from registry.admin.family_steps import STEPS
from registry.admin.file import File, candidates_of
from registry.admin.steps import Step, SteppingAdmin
from registry.codes import in_groups
from registry.fields import blind_index
from registry.models import Family, Member
from registry.services.credentials import Credentials
from registry.text import fold


class Keeper(SimpleListFilter):
    """Whose files: mine, or those that nobody keeps yet."""

    title = _("keeper")
    parameter_name = "keeper"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("me", _("my files")), ("nobody", _("nobody yet"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "me":
            return queryset.filter(worker=request.user)
        return queryset.filter(worker=None) if self.value() == "nobody" else queryset


@admin.register(Family)
class FamilyAdmin(SteppingAdmin):
    """A family's page is its file; the columns themselves are edited on a page of their own."""

    list_display = ("contact_name", "code", "status", "tier", "county", "worker", "opened_at")
    list_filter = ("status", "tier", "phase", Keeper)
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

    def get_urls(self) -> list[URLPattern]:
        edit = path(
            "<path:object_id>/edit/",
            self.admin_site.admin_view(self.edit_view),
            name="registry_family_edit",
        )
        return [edit, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The file to read; what is sent here is handled as an edit."""
        if request.method == "POST":
            return self.edit_view(request, object_id)
        family = self.get_object(request, object_id)
        if family is None:
            return self.not_there(request, object_id)
        return self.file_view(request, family)

    def edit_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return super().change_view(request, object_id)

    def response_change(self, request: HttpRequest, obj: Family) -> HttpResponse:
        self.message_user(request, _("The data of the file are saved."), messages.SUCCESS)
        return self.response_post_save_change(request, obj)

    def file_view(self, request: HttpRequest, family: Family) -> HttpResponse:
        file = File(family, request.user).context()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": family.contact_name,
            "candidates": candidates_of(file["referral"]) if file["referral"] else [],
            **file,
        }
        return TemplateResponse(request, "registry/file.html", context)

    def after(self, request: HttpRequest, row: Any, step: Step, result: object) -> HttpResponse:
        """New credentials stand on the page that answers, and nowhere else."""
        if not isinstance(result, Credentials):
            return super().after(request, row, step, result)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": row,
            "title": step.title,
            "code": in_groups(result.code),
            "pin": result.pin,
            "back": self.where_next(request, row),
        }
        return shown_once(TemplateResponse(request, "registry/new_key.html", context))

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Whoever sees one association needs no filter by association."""
        filters = list(super().get_list_filter(request))
        everywhere = Reach.of(request.user).everywhere(Permission.VIEW_FAMILIES)
        return [*filters, "association"] if everywhere else filters

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Find a file by its contact person, its code, a member's name, a phone or national ID."""
        words = [fold(word) for word in search_term.split()]
        members = Member.objects.all()
        for word in words:
            members = members.filter(search_key__contains=word)
        by_name, _distinct = super().get_search_results(request, queryset, search_term)
        found = Q(pk__in=by_name.order_by().values("pk")) | Q(
            pk__in=members.order_by().values("family")
        )
        # Only where the number itself may be read: elsewhere a hit would tell it.
        read = Family.access.where(Family.objects.all(), request.user, Permission.VIEW_IDENTITY)
        number = latin_digits(search_term).strip()
        found |= Q(pk__in=read.filter(self.by_number(number)).order_by().values("pk"))
        return (queryset.filter(found) if words else queryset), False

    def by_number(self, number: str) -> Q:
        """A whole number finds its family; a part of one finds nothing."""
        members = Member.objects.filter(national_id_index=blind_index(number, "member.national_id"))
        return Q(phone_index=blind_index(number, "family.phone")) | Q(
            pk__in=members.order_by().values("family")
        )
