"""Lists that are narrowed by a FilterSet, and remember how each person left them."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import (
    ERROR_FLAG,
    ORDER_VAR,
    SEARCH_VAR,
)
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from audit.editing import EditingAdmin
from permissions.search import SearchByHandle
from registry.admin.lists.panel import OPEN, RESET, Panel
from registry.admin.lists.saved import Tab, question_of, tabs_of
from registry.filters.base import ListFilter
from registry.models import Association
from registry.services.saved_filters import places_to_share

SESSION_KEY = "lists"
LONGEST_REMEMBERED = 1_000


class FilteredList(SearchByHandle):
    """A list whose FilterSet narrows it before anything else does."""

    panel: Panel
    whole: Any

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        super().__init__(request, *args, **kwargs)

    @property
    def filter_class(self) -> type[ListFilter]:
        page: Any = self.model_admin
        found: type[ListFilter] = page.filter_class
        return found

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """What is left for Django: not what the FilterSet answers for."""
        ours = {*self.filter_class.base_filters, OPEN}
        left: dict[str, Any] = super().get_filters_params(params)
        return {name: values for name, values in left.items() if name not in ours}

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        for parameters in (self.params, self.filter_params):
            parameters.pop(OPEN, None)
        # Django asks again before an action: what was narrowed once is not narrowed twice.
        self.whole = getattr(self, "whole", self.root_queryset)
        filters = self.filter_class(request.GET, queryset=self.whole, request=request)
        self.panel = Panel(request, filters, self.searched)
        self.root_queryset = filters.narrowed()
        found = super().get_queryset(request, exclude_parameters)
        self.has_active_filters = bool(filters.chosen())
        return found

    @cached_property
    def tabs(self) -> list[Tab]:
        """The saved filters of this list."""
        return tabs_of(self.panel, str(self.opts.model_name), self.whole)

    @cached_property
    def places_to_share(self) -> list[Association]:
        """With whom she may share what is in use."""
        return list(places_to_share(self.request.user))

    @property
    def values(self) -> str:
        """What is in use, as it would be saved."""
        return question_of(self.panel.filters.chosen()).urlencode()

    def searched(self, rows: Any) -> Any:
        """The same search, for what is counted beside the list."""
        if not self.query:
            return rows
        return rows.filter(pk__in=self.sought.values("pk"))

    @cached_property
    def sought(self) -> Any:
        """What the words find, looked up once."""
        found, _duplicates = self.model_admin.get_search_results(
            self.request, self.whole.prefetch_related(None).order_by(), self.query
        )
        return found


class FilteredPages(EditingAdmin):
    """The filters of a list are its `filter_class`; without one, the list has Django's own."""

    filter_class: ClassVar[type[ListFilter] | None] = None
    begins_with: ClassVar[str] = ""  # the filters of whoever has not chosen any yet

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[SearchByHandle]:
        return FilteredList if self.filter_class else super().get_changelist(request, **kwargs)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method == "GET" and RESET in request.GET:
            self.remember(request, "")
            return HttpResponseRedirect(request.path)
        if self.filter_class is None or request.method != "GET" or IS_POPUP_VAR in request.GET:
            return super().changelist_view(request, extra_context)
        if not request.GET and (address := self.left_at(request)):
            if address != self.begins_with:
                return HttpResponseRedirect(f"{request.path}?{address}")
            request.GET = QueryDict(address)
        answer = super().changelist_view(request, extra_context)
        self.remember_as_shown(request, answer)
        return answer

    def remember_as_shown(self, request: HttpRequest, answer: HttpResponse) -> None:
        """Filters and sorting, as they were understood; the words of a search are not kept."""
        shown = (getattr(answer, "context_data", None) or {}).get("cl")
        if shown is None or {SEARCH_VAR, ERROR_FLAG} & set(request.GET) or shown.panel.refusals:
            return
        kept = QueryDict(mutable=True)
        for name, values in shown.panel.filters.chosen().items():
            kept.setlist(name, values)
        if order := request.GET.get(ORDER_VAR):
            kept[ORDER_VAR] = order
        self.remember(request, kept.urlencode())

    def left_at(self, request: HttpRequest) -> str:
        """The filters and the sorting with which this person left the list, or it begins."""
        lists = request.session.get(SESSION_KEY, {})
        return str(lists.get(self.opts.label_lower, self.begins_with))

    def remember(self, request: HttpRequest, address: str) -> None:
        if address == self.left_at(request) or len(address) > LONGEST_REMEMBERED:
            return
        lists = request.session.get(SESSION_KEY, {})
        request.session[SESSION_KEY] = {**lists, self.opts.label_lower: address}
