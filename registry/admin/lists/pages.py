"""Lists as people read and search them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from permissions.paging import tell_of_more
from registry.admin.lists.filtered import FilteredPages
from registry.models.record import PLACE_OF_NAME, Named, with_place_of_name
from registry.search import MOST, SEARCHED, matching, words_of
from registry.shown import columns
from registry.text import fold

BY_NAME = {"name_fa": PLACE_OF_NAME, "-name_fa": f"-{PLACE_OF_NAME}"}


class ListPages(FilteredPages):
    """The list behind every page of the registry; only `RegistryAdmin` inherits from it."""

    list_per_page = 50
    short = False  # a list of some hundred rows may be sorted by any of its columns
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description=_("name"), ordering="name_fa")
    def name(self, row: Named) -> str:
        """The column of a directory: the name in the page's language."""
        return row.name

    def action_checkbox(self, obj: models.Model) -> SafeString:
        """Django's own box without its template, which took a tenth of the page."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">',
            ACTION_CHECKBOX_NAME,
            obj.pk,
            _("Choose %(row)s for an action") % {"row": obj},
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_ordering(self, request: HttpRequest) -> Any:
        """A directory stands in the order of its names."""
        if issubclass(self.model, Named) and not self.ordering:
            return ("name_fa", "pk")
        return super().get_ordering(request)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        return with_place_of_name(rows) if issubclass(self.model, Named) else rows

    def sorted_by(self, names: list[Any]) -> list[Any]:
        """By name is by the name that is shown, in the alphabet of its language."""
        if not issubclass(self.model, Named):
            return names
        return [BY_NAME.get(name, name) for name in names]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Days, moments, money and numbers in words, whatever the list."""
        return columns(self.model, super().get_list_display(request))

    def get_sortable_by(self, request: HttpRequest) -> list[Any]:
        """Columns in words sort by the field they show; a long list, only where an index does."""
        worded = [
            name for name in self.get_list_display(request) if hasattr(name, "admin_order_field")
        ]
        offered = [*super().get_sortable_by(request), *worded]
        if self.short or issubclass(self.model, Named):
            return offered
        sorted_out = in_order_of_an_index(self.model)
        return [each for each in offered if getattr(each, "admin_order_field", each) in sorted_out]

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """One spelling finds all: علي finds علی, ۱۲ finds 12, with or without a joiner."""
        words = words_of(search_term)
        if issubclass(self.model, Named):
            return queryset.filter(pk__in=named(self.model, words)), False
        if self.model not in SEARCHED or not words:
            return super().get_search_results(request, queryset, " ".join(words))
        return queryset.filter(pk__in=self.cut(request, self.found(request, words))), False

    def found(self, request: HttpRequest, words: list[str]) -> list[int]:
        """The rows whose keys hold the words."""
        return matching(self.model, words, request.user)

    def cut(self, request: HttpRequest, found: list[int]) -> list[int]:
        """As many matches as are looked at; that there are more is said where they are counted."""
        if len(found) > MOST:
            tell_of_more(request)
        return found[:MOST]


def in_order_of_an_index(model: type[models.Model]) -> set[str]:
    """The columns by which a database need not sort a million rows to show the first fifty."""
    unique = {field.name for field in model._meta.concrete_fields if field.unique}
    pairs = [[name.lstrip("-") for name in index.fields] for index in model._meta.indexes]
    return unique | {"pk"} | {first for first, *rest in pairs if rest == ["id"]}


def named(model: type[Named], words: list[str]) -> list[int]:
    """The rows of a directory whose names hold all the words; a directory has few rows."""
    own = {field.name for field in model._meta.concrete_fields}
    searched = [name for name in ("name_fa", "name_en", "code") if name in own]
    texts = model._default_manager.values_list("pk", *searched)
    return [pk for pk, *names in texts if all(word in fold(" ".join(names)) for word in words)]
