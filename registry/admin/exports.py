from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.base import RegistryAdmin
from registry.models import Export


@admin.register(Export)
class ExportAdmin(RegistryAdmin):
    """Who took which numbers out of the house, and why; only to read."""

    short = True
    list_display = ("report_name", "taken_by", "created_at", "rows", "reason")
    fields = ("report_name", "taken_by", "created_at", "rows", "filters", "reason")
    readonly_fields = ("report_name",)

    @admin.display(description=_("report"), ordering="report")
    def report_name(self, row: Export) -> str:
        return row.name
