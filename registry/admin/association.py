from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from audit.merging import SharedForm
from audit.signature import because
from permissions.reach import Reach
from permissions.vocabulary import Permission
from registry.admin.base import RegistryAdmin, RegistryInline
from registry.filters.columns import by_columns
from registry.models import Association, ServiceArea

FIELDS = (
    "name_fa",
    "name_en",
    "code",
    "kind",
    "county",
    "address",
    "phones",
    "hours",
    "latitude",
    "longitude",
    "status",
    "accepts_new",
    "capacity",
    "registered_on",
)


class ServiceAreaInline(RegistryInline):
    model = ServiceArea
    fields = ("county",)


class AssociationForm(SharedForm):
    """Suspending or closing concerns all families here, so it says why."""

    why = forms.CharField(
        label=_("Why the status changes"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=_("Asked where the status changes. It stays in the history."),
    )

    class Meta:
        model = Association
        fields = FIELDS

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        before = self.initial.get("status")
        changes = "status" in self.cleaned_data and self.cleaned_data["status"] != before
        if "why" in self.fields and before and changes and not self.cleaned_data.get("why"):
            self.add_error("why", _("Say why the status changes; nothing was saved yet."))
        return given


@admin.register(Association)
class AssociationAdmin(RegistryAdmin):
    form = AssociationForm
    list_display = ("name", "code", "county", "status", "accepts_new", "capacity")
    filter_class = by_columns(Association, "status", "kind", "accepts_new", "county__province")
    list_select_related = ("county__province",)
    search_fields = ("name_fa", "name_en", "code")
    search_help_text = ""
    fields = FIELDS
    inlines = (ServiceAreaInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The association keeps its own address; what routing rests on, the national office."""
        given = super().get_readonly_fields(request, obj)
        if Reach.of(request.user).everywhere(Permission.MANAGE_NETWORK):
            return given
        return [name for name in self.fields if name not in Association.KEPT_BY_ITSELF]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Whoever may change the status of an association that is there says why."""
        told = obj is not None and Reach.of(request.user).everywhere(Permission.MANAGE_NETWORK)
        after = {"status": ["status", "why"]} if told else {}
        return [
            each for name in super().get_fields(request, obj) for each in after.get(name, [name])
        ]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with because(form.cleaned_data.get("why", "")):
            super().save_model(request, obj, form, change)
