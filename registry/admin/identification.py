from django.contrib import admin

from registry.admin.base import RegistryAdmin
from registry.admin.steps.step import RowOfAFile
from registry.filters.columns import by_columns
from registry.models import Document, Identification, PrisonCoordination, Verification


@admin.register(PrisonCoordination)
class PrisonCoordinationAdmin(RegistryAdmin):
    short = True
    list_display = ("letter_no", "prison", "association", "dated", "valid_until")
    search_fields = ("letter_no",)
    fields = ("association", "prison", "letter_no", "dated", "valid_until", "approved_by_name")


@admin.register(Identification)
class IdentificationAdmin(RowOfAFile):
    list_display = ("family", "method", "on", "result", "done_by")
    filter_class = by_columns(Identification, "method", "result", "on")
    fields = ("family", "method", "on", "coordination", "result", "done_by", "notes")


@admin.register(Verification)
class VerificationAdmin(RowOfAFile):
    list_display = ("family", "decision", "on", "decided_by")
    filter_class = by_columns(Verification, "decision", "on")
    fields = (
        "family",
        "identification",
        "decision",
        "commission_no",
        "reason",
        "on",
        "decided_by",
    )


@admin.register(Document)
class DocumentAdmin(RowOfAFile):
    """What was found about a paper changes on the checklist of its file."""

    list_display = ("kind", "family", "member", "status", "checked_by")
    filter_class = by_columns(Document, "status", "kind")
    fields = ("family", "kind", "member", "number", "status", "checked_by")
    readonly_fields = ("kind", "member", "status")
