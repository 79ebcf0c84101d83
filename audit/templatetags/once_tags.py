"""What a form carries besides its fields.  These tags stand in every template, unloaded."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit.once import FIELD, new_key

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The key of this showing of the form: sent twice, the form is carried out once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())
