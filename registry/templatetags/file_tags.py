"""Money in a template, in the language of the page: `{{ need.amount_rial|toman }}`."""

from django import template

from audit.calendar import date_in_words, digits, is_persian, jalali
from registry import money
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
