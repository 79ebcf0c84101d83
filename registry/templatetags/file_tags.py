"""What stands in a family's file: money, days of birth, and the way to the history of a row."""

from typing import Any

from django import template
from django.db import models
from django.template.context import Context
from django.urls import reverse

from audit import money
from audit.calendar import date_in_words, digits, is_persian, jalali
from registry.models import Member

register = template.Library()


@register.filter
def toman(rial: int | None) -> str:
    """An amount of rials in tomans."""
    return "" if rial is None else money.toman(rial)


@register.filter
def born(member: Member) -> str:
    """The day of birth; of somebody whose day nobody knows, the year alone."""
    if member.birth_date is None or not member.birth_date_estimated:
        return "" if member.birth_date is None else date_in_words(member.birth_date)
    return digits(jalali(member.birth_date)[0] if is_persian() else member.birth_date.year)


@register.inclusion_tag("registry/file/history_of.html", takes_context=True)
def history_of(context: Context, row: models.Model) -> dict[str, Any]:
    """The way to the history of a row, for whoever may read that of the file it stands in."""
    address = f"admin:{row._meta.app_label}_{row._meta.model_name}_history"
    readable = context["sees"]["read_history"]
    return {"row": row, "address": reverse(address, args=[row.pk]) if readable else ""}
