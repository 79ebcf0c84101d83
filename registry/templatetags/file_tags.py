"""Money in a template, in the language of the page: `{{ need.amount_rial|toman }}`."""

from django import template

from registry import money

register = template.Library()


@register.filter
def toman(rial: int | None) -> str:
    """An amount of rials in tomans."""
    return "" if rial is None else money.toman(rial)
