"""Values as a reader reads them: days, moments, money and numbers in the page's language."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import AdminReadonlyField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from audit.calendar import (
    date_in_figures,
    date_in_words,
    digits,
    figure,
    in_tehran,
    moment_in_words,
)
from audit.money import grouped, toman

# Columns keep rials; people read tomans, in the history, too.
MONEY = {
    "rent_rial": _("monthly rent"),
    "income_rial": _("monthly income"),
    "amount_rial": _("amount"),
    "met_rial": _("met so far"),
}
MANY = 100  # from here on, what stands behind the sign tells nothing
# Numbers that people write on paper: kept as they were typed, read in the digits of the page.
ON_PAPER = ("letter_no", "document_no", "commission_no")
NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField)
GROUPED_FROM = 10_000  # below, a number may be a year


def in_words(field: models.Field, value: Any) -> str | None:
    """A value of this field in words; nothing where Django's own way is right."""
    if value is None or field.choices or field.is_relation:
        return None
    if isinstance(field, models.DateTimeField):
        return moment_in_words(value)
    if isinstance(field, models.DateField):
        return date_in_words(value)
    if isinstance(field, NUMBERS):
        return number_in_words(field, value)
    if field.name in ON_PAPER:
        return digits(value)
    return in_english(value) if field.name.endswith("_en") else None


def number_in_words(field: models.Field, value: Any) -> str:
    if field.name.endswith("_rial"):
        return toman(value)
    if isinstance(field, models.FloatField):
        return rounded(value)
    if isinstance(field, models.DecimalField):
        return figure(f"{value.normalize():f}")
    return grouped(value) if value >= GROUPED_FROM else digits(value)


def rounded(value: float) -> str:
    """A measured number: whole, or with three figures, however small it is."""
    figures = f"{value:.0f}" if abs(value) >= MANY else f"{value:.3g}"
    return figure(f"{Decimal(figures):f}")


def in_english(text: str) -> str:
    """English words on a Persian page, marked as such: they are read out and run otherwise."""
    return format_html('<span lang="en" dir="ltr">{}</span>', text)


def label_of(field: models.Field) -> Any:
    """What a column is called where its value is in words."""
    return MONEY.get(field.name, field.verbose_name)


def is_worded(field: models.Field) -> bool:
    kinds = (models.DateField, *NUMBERS)
    by_name = field.name.endswith("_en") or field.name in ON_PAPER
    return (by_name or isinstance(field, kinds)) and not field.choices and not field.is_relation


@cache  # one function per column: Django tells a list's columns apart by identity
def column(field: models.Field) -> Callable[[Any], str | None]:
    """A column of a list that shows its field in words, and sorts by it."""

    @admin.display(description=label_of(field), ordering=field.name, empty_value="—")
    def cell(row: Any) -> str | None:
        value = getattr(row, field.attname)
        return briefly(value) if isinstance(value, datetime) else in_words(field, value)

    cell.__name__ = field.name
    return cell


def briefly(moment: datetime) -> str:
    """A moment on one line, for narrow columns."""
    there = in_tehran(moment)
    day, clock = date_in_figures(there.date()), digits(f"{there:%H:%M}")
    return format_html('<span class="when">{} {}</span>', day, clock)


def columns(model: type[models.Model], names: Any) -> list[Any]:
    """The columns of a list, each field with days or numbers in words."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    return [
        column(fields[name]) if name in fields and is_worded(fields[name]) else name
        for name in names
    ]


def as_shown(read_only: AdminReadonlyField, request: HttpRequest) -> str | None:
    """What stands in a field that is only shown; nothing where Django's own way is right."""
    name = read_only.field["field"]
    row = read_only.form.instance
    try:
        field = row._meta.get_field(name)
    except (FieldDoesNotExist, AttributeError, TypeError):
        return None
    if not isinstance(field, models.Field) or isinstance(field, models.ManyToManyField):
        return None
    if isinstance(field, models.ForeignKey):
        linked = getattr(row, field.name, None)
        return None if linked is None or leads_on(read_only, linked, request) else str(linked)
    return in_words(field, getattr(row, field.attname))


def leads_on(read_only: AdminReadonlyField, linked: models.Model, request: HttpRequest) -> bool:
    """Whether the page of a linked row opens to the reader; a colleague's account may not."""
    site: Any = getattr(read_only.model_admin, "admin_site", None)
    page = site._registry.get(type(linked)) if site else None
    return page is not None and page.has_view_permission(request, linked)
