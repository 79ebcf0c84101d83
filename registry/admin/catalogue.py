"""The catalogues: everybody on the staff reads them, the national office keeps them."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from audit.calendar import date_in_words, digits, is_persian, jalali
from audit.money import grouped, toman
from registry.admin.base import RegistryAdmin
from registry.filters.columns import by_columns
from registry.models import (
    NeedType,
    Occasion,
    RequiredDocument,
    ScoringModel,
    ServiceType,
    Target,
)

NAMES = ("name_fa", "name_en")


@admin.register(NeedType)
class NeedTypeAdmin(RegistryAdmin):
    list_display = ("name", "code", "axis", "sensitivity", "urgent", "published")
    filter_class = by_columns(NeedType, "axis", "sensitivity", "urgent")
    search_fields = (*NAMES, "code")
    fields = (
        *NAMES,
        "code",
        "axis",
        "public_title_fa",
        "public_title_en",
        "sensitivity",
        "category",
        "urgent",
        "default_service",
        "grant_purpose",
        "grant_reason",
    )

    @admin.display(description=_("can be published"), boolean=True)
    def published(self, row: NeedType) -> bool:
        return row.publishable


@admin.register(ServiceType)
class ServiceTypeAdmin(RegistryAdmin):
    list_display = ("name", "code", "axis", "unit", "recurrence_days")
    filter_class = by_columns(ServiceType, "axis", "unit")
    search_fields = (*NAMES, "code")
    fields = (*NAMES, "code", "axis", "unit", "recurrence_days")


@admin.register(RequiredDocument)
class RequiredDocumentAdmin(RegistryAdmin):
    list_display = ("name", "scope", "mandatory", "outcome")
    filter_class = by_columns(RequiredDocument, "scope", "mandatory")
    search_fields = (*NAMES, "code")
    fields = (*NAMES, "code", "scope", "mandatory", "outcome")


@admin.register(Occasion)
class OccasionAdmin(RegistryAdmin):
    list_display = ("name", "this_year", "window_days")
    search_fields = NAMES
    fields = (*NAMES, "jalali_month", "jalali_day", "window_days")

    @admin.display(description=_("date this year"))
    def this_year(self, row: Occasion) -> str:
        """Computed for the Jalali year of today; no date of an occasion is ever stored."""
        return date_in_words(row.on(jalali_year()))


@admin.register(Target)
class TargetAdmin(RegistryAdmin):
    short = True
    list_display = ("metric", "kind", "place", "period", "figure")
    list_select_related = ("province",)
    filter_class = by_columns(Target, "metric", "kind", "unit")
    fields = (
        "metric",
        "kind",
        "province",
        "jalali_year",
        "jalali_month",
        "monthly",
        "qualifier",
        "value",
        "unit",
        "denominator",
        "source",
    )

    @admin.display(description=_("holds for"), ordering="province")
    def place(self, row: Target) -> str:
        return row.province.name if row.province else str(_("the whole country"))

    @admin.display(description=_("Jalali year"), ordering="jalali_year", empty_value="—")
    def period(self, row: Target) -> str | None:
        return digits(row.jalali_year) if row.jalali_year else None

    @admin.display(description=_("value"), ordering="value")
    def figure(self, row: Target) -> str:
        exact = row.qualifier == Target.Qualifier.EXACT
        return measured(row) if exact else f"{row.get_qualifier_display()} {measured(row)}"


def measured(row: Target) -> str:
    """The value with its unit: 80 %, 560 million toman, 1,750."""
    if row.unit == Target.Unit.RIAL:
        return toman(int(row.value))
    whole = row.value == row.value.to_integral_value()
    text = grouped(int(row.value)) if whole else digits(f"{row.value.normalize():f}")
    if row.unit == Target.Unit.PERCENT:
        return f"{text}٪" if is_persian() else f"{text} %"
    return text if row.unit == Target.Unit.COUNT else f"{text} {row.get_unit_display()}"


@admin.register(ScoringModel)
class ScoringModelAdmin(RegistryAdmin):
    """Read only: a model is data, and once released it never changes."""

    list_display = ("version", "released_at")
    fields = ("version", "released_at", "asked")
    readonly_fields = ("asked",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("questions"))
    def asked(self, row: ScoringModel) -> SafeString:
        """Each question with what it weighs, in the page's language."""
        text = "text_fa" if is_persian() else "text_en"
        return format_html_join(
            "",
            "<p>{} <span class='quiet'>· {} · {}</span></p>",
            (
                (question[text], axis_label(question["axis"]), digits(question["weight"]))
                for question in row.questions
            ),
        )


def axis_label(axis: str) -> str:
    return str(dict(NeedType._meta.get_field("axis").flatchoices)[axis])


def jalali_year(day: date | None = None) -> int:
    return jalali(day or timezone.localdate())[0]
