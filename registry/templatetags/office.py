"""What the office's own templates ask for."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.contrib.admin.helpers import AdminReadonlyField
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.db import models
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from audit.calendar import digits
from permissions.access import access_of
from registry.admin.empty_lists import hint_for
from registry.admin.menu import Section, sections
from registry.models import Membership
from registry.shown import as_shown

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any], apps: Iterable[dict[str, Any]] | None) -> list[Section]:
    """The pages open to the user, in the order of the work rather than of the code."""
    return sections(apps or (), context["user"])


@register.simple_tag
def why_empty(cl: ChangeList) -> str:
    """Why a list is empty, and what to do about it."""
    return hint_for(cl.model)


@register.simple_tag
def standing(user: Any) -> list[Membership]:
    """The roles an account holds today, and where."""
    held = Membership.objects.current().filter(user=user)
    return list(held.select_related("association", "prison", "province"))


@register.simple_tag
def page_link(cl: ChangeList, page: int | str) -> SafeString:
    """A page of a list by its number, in the digits of the page."""
    if page == cl.paginator.ELLIPSIS:
        return format_html("{}", page)
    if page == cl.page_num:
        return format_html('<span class="this-page" aria-current="page">{}</span>', digits(page))
    return format_html('<a href="{}">{}</a>', cl.get_query_string({PAGE_VAR: page}), digits(page))


@register.filter
def labelled(cells: Iterable[str], headers: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Cells that carry their column's name, for phones, where a row is a card."""
    for cell, header in zip(cells, headers, strict=False):
        text = str(cell)
        label = capfirst(header.get("text", ""))
        if header.get("class_attrib", "").find("action-checkbox") >= 0 or text[:3] not in (
            "<td",
            "<th",
        ):
            yield conditional_escape(cell)
            continue
        opening = format_html('{} data-label="{}"', SafeString(text[:3]), label)
        yield SafeString(opening + SafeString(text[3:]))  # the cell was escaped by the admin


@register.filter
def contents(field: AdminReadonlyField) -> str:
    """A field that is only shown: days, moments, money and numbers in the page's language."""
    shown = as_shown(field)
    return field.contents() if shown is None else shown


@register.filter
def past_is_open_to(row: models.Model, user: Any) -> bool:
    """Whether to offer the way to the history: a public row may be seen, and its past not."""
    return access_of(type(row)).holds(user, "read_history", row)
