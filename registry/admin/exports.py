from django.contrib import admin

from registry.admin.base import RegistryAdmin
from registry.models import Export


@admin.register(Export)
class ExportAdmin(RegistryAdmin):
    """Who took which numbers out of the house, and why; only to read."""

    short = True
    list_display = ("report", "taken_by", "created_at", "rows", "reason")
    fields = ("report", "taken_by", "created_at", "rows", "filters", "reason")
