"""What the office's own templates ask for."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.contrib.admin.helpers import AdminReadonlyField
from django.db import models
from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.money import grouped
from permissions.access import access_of
from permissions.counting import Counted
from permissions.paging import PagedList
from registry.admin.find.found import Group, recent_group
from registry.admin.lists.empty import hint_for
from registry.admin.menu import Section, sections
from registry.models import Job
from registry.services.posts import Post, posts_of
from registry.shown import as_shown
from registry.waiting import ASKED

register = template.Library()

MOST_NOTICES = 3


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any], apps: Iterable[dict[str, Any]] | None) -> list[Section]:
    """The pages open to the user, in the order of the work rather than of the code."""
    return sections(apps or (), context["user"])


@register.simple_tag
def why_empty(cl: PagedList) -> str:
    """Why a list is empty, and what to do about it."""
    return hint_for(cl.model)


@register.simple_tag
def standing(user: Any) -> list[Post]:
    """The roles an account holds today, and where."""
    return posts_of(user)


@register.filter
def page_after(cl: PagedList, word: str) -> str:
    """The address of another page of a list."""
    return cl.link_to(word)


@register.filter
def rows_in_words(found: Counted) -> str:
    """How many rows a list has; past the cap nobody counts."""
    if found.more:
        return _("more than %(count)s rows") % {"count": grouped(found.number)}
    said = ngettext("%(shown)s row", "%(shown)s rows", found.number)
    return said % {"shown": grouped(found.number)}


@register.filter
def results_in_words(found: Counted) -> str:
    """How many rows a search found."""
    if found.more:
        return _("more than %(count)s results") % {"count": grouped(found.number)}
    said = ngettext("%(shown)s result", "%(shown)s results", found.number)
    return said % {"shown": grouped(found.number)}


@register.simple_tag
def ended_work(request: HttpRequest) -> list[Job]:
    """Her long work that has come to its end, until she has looked at it.

    Asked on the start page, and elsewhere only while she waits for something: a page should not
    cost a question more because somebody once asked for a file.
    """
    on_start_page = getattr(request.resolver_match, "url_name", "") == "index"
    if not (request.session.get(ASKED) or on_start_page):
        return []
    hers = Job.objects.filter(asked_by=request.user.pk)
    ended = list(hers.untold()[:MOST_NOTICES])
    if request.session.get(ASKED) and not ended and not hers.open().exists():
        del request.session[ASKED]
    return ended


@register.simple_tag(takes_context=True)
def recent_files(context: dict[str, Any]) -> Group:
    """The files the user opened last and may still see."""
    return recent_group(context["request"])


@register.filter
def column_labels(headers: Iterable[dict[str, Any]]) -> list[str]:
    """What is written before a cell on a phone, where a row is a card; nothing before its box."""
    return [
        ""
        if "action-checkbox" in header.get("class_attrib", "")
        else format_html(' data-label="{}"', capfirst(header.get("text", "")))
        for header in headers
    ]


@register.filter
def labelled(cells: Iterable[str], labels: Iterable[str]) -> Iterator[str]:
    """Cells that carry their column's name."""
    for cell, label in zip(cells, labels, strict=False):
        text = conditional_escape(cell)
        opening = text[:3]
        # The cell was escaped by the admin.
        yield SafeString(opening + label + text[3:]) if opening in {"<td", "<th"} else text


@register.simple_tag(takes_context=True)
def contents(context: dict[str, Any], field: AdminReadonlyField) -> str:
    """A field that is only shown: days, moments, money and numbers in the page's language."""
    shown = as_shown(field, context["request"])
    return field.contents() if shown is None else shown


@register.filter
def past_is_open_to(row: models.Model, user: Any) -> bool:
    """Whether to offer the way to the history: a public row may be seen, and its past not."""
    return access_of(type(row)).holds(user, "read_history", row)
