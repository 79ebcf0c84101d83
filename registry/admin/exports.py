from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from registry.admin.base import RegistryAdmin
from registry.filters.report import chosen_in_words
from registry.models import Export


@admin.register(Export)
class ExportAdmin(RegistryAdmin):
    """Who took which numbers out of the house, and why; only to read."""

    short = True
    list_display = ("report_name", "taken_by", "created_at", "rows", "reason")
    fields = ("report_name", "taken_by", "created_at", "rows", "filtered_by", "reason")
    readonly_fields = ("report_name", "filtered_by")

    @admin.display(description=_("report"), ordering="report")
    def report_name(self, row: Export) -> str:
        return row.name

    @admin.display(description=_("filters"))
    def filtered_by(self, row: Export) -> str:
        chosen = chosen_in_words(row.filters)
        return format_html_join("", "<p>{}: {}</p>", chosen) or str(_("none: all were counted"))
