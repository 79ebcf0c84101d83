from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from permissions.reach import Reach
from permissions.vocabulary import Permission
from registry.admin.base import RegistryAdmin, RegistryInline
from registry.filters.columns import by_columns
from registry.models import Association, ServiceArea


class ServiceAreaInline(RegistryInline):
    model = ServiceArea
    fields = ("county",)


@admin.register(Association)
class AssociationAdmin(RegistryAdmin):
    list_display = ("name", "code", "county", "status", "accepts_new", "capacity")
    filter_class = by_columns(Association, "status", "kind", "accepts_new", "county__province")
    list_select_related = ("county__province",)
    search_fields = ("name_fa", "name_en", "code")
    search_help_text = ""
    fields = (
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
    inlines = (ServiceAreaInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The association keeps its own address; what routing rests on, the national office."""
        given = super().get_readonly_fields(request, obj)
        if Reach.of(request.user).everywhere(Permission.MANAGE_NETWORK):
            return given
        return [name for name in self.fields if name not in Association.KEPT_BY_ITSELF]
