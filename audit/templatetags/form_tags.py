"""What a form carries besides its fields.  These tags stand in every template, unloaded."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit import versions
from audit.merging import SharedForm
from audit.once import FIELD, new_key

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The key of this showing of the form: sent twice, the form is carried out once."""
    return hidden(FIELD, new_key())


@register.simple_tag
def version(row: Any) -> SafeString:
    """The version of a row that the page shows; of a form, of the row it is about."""
    if isinstance(row, SharedForm):
        return version_of_form(row)
    if not isinstance(row, models.Model) or row.pk is None:
        return SafeString("")
    return hidden(versions.FIELD, versions.seal(row, versions.shown_on(row)))


def version_of_form(form: SharedForm) -> SafeString:
    """A form that was sent is shown again over the row as it was held, not as it is by now."""
    row = form.instance
    if row.pk is None:
        return SafeString("")
    seen = form.now if form.met else versions.shown_on(row)
    return hidden(form.add_prefix(versions.FIELD), versions.seal(row, seen))


@register.simple_tag
def beside(row: Any, others: Iterable[models.Model]) -> SafeString:
    """The versions of rows that a step looks at besides its own."""
    return hidden(versions.FIELD_BESIDE, versions.seal_beside(row, others))


@register.simple_tag(name="versions")
def versions_(rows: Iterable[models.Model]) -> SafeString:
    """The versions of the rows of a list, for the actions taken on them."""
    listed = list(rows)
    if not listed:
        return SafeString("")
    sealed = versions.seal_all(type(listed[0]), versions.shown(listed))
    return hidden(versions.FIELD_OF_LIST, sealed)


def hidden(name: str, value: str) -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', name, value)
