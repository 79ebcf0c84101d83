"""Saved filters: tabs over a list, and the page where they are renamed, shared, taken away."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.calendar import digits
from audit.money import grouped
from registry.admin.lists.panel import RESET, Panel
from registry.errors import RuleError
from registry.filters.base import ListFilter, Related
from registry.filters.counting import SHOWN, totals_of
from registry.models import Association, SavedFilter
from registry.services import saved_filters
from registry.text import clean


@dataclass(frozen=True)
class Tab:
    name: str
    url: str
    count: str
    current: bool
    shared: bool
    unfit: bool


def question_of(values: saved_filters.Values) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, given in values.items():
        data.setlist(name, given)
    return data


def tabs_of(panel: Panel, listing: str, whole: Any) -> list[Tab]:
    """The saved filters of a list with their counts: two queries, however many there are."""
    request = panel.request
    saved = saved_filters.filters_of(request.user, listing)
    asked = {
        each.pk: type(panel.filters)(question_of(each.values), queryset=whole, request=request)
        for each in saved
    }
    # What names a colleague or a place is understood, and counted, when it is opened.
    light = {pk: filters for pk, filters in asked.items() if not refers(filters)}
    counts, cut = totals_of(request.user, whole, [each.narrowed() for each in light.values()])
    by_filter = dict(zip(light, counts, strict=True))
    chosen = panel.filters.chosen()
    return [
        Tab(
            name=each.name,
            url=f"?{question_of(each.values).urlencode()}",
            count=in_words(by_filter.get(each.pk), cut),
            current=chosen == each.values,
            shared=each.association_id is not None,
            unfit=each.pk in light and not fits(light[each.pk], each.values),
        )
        for each in saved
    ]


def refers(filters: ListFilter) -> bool:
    return any(isinstance(filters.filters[name], Related) for name in filters.chosen())


def fits(filters: ListFilter, values: saved_filters.Values) -> bool:
    """Whether the list still has these filters, and they still have these values."""
    return filters.is_valid() and set(values) <= set(filters.filters)


def in_words(number: int | None, cut: bool) -> str:
    if number is None:
        return ""
    if number > SHOWN:
        return f"{grouped(SHOWN)}+"
    return f"{digits(number)}+" if cut else digits(number)


def saved_page(request: HttpRequest, listing: str) -> HttpResponse:
    """Save what is in use on a list; rename, share and take away what is saved."""
    page = list_page(request, listing)
    if request.method == "POST":
        try:
            told = take(request, listing, page.filter_class)
        except RuleError as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, told)
        return HttpResponseRedirect(back_from(request, listing))
    saved = saved_filters.filters_of(request.user, listing)
    context = {
        **admin.site.each_context(request),
        "title": _("Saved filters: %(list)s") % {"list": page.opts.verbose_name_plural},
        "list_name": capfirst(str(page.opts.verbose_name_plural)),
        "list_url": reverse(f"admin:registry_{listing}_changelist"),
        "saved": [(each, saved_filters.may_change(each, request.user)) for each in saved],
        "places": list(saved_filters.places_to_share(request.user)),
    }
    return TemplateResponse(request, "filters/saved.html", context)


def list_page(request: HttpRequest, listing: str) -> Any:
    """The list that the address names, for whoever may open it; else there is no such page."""
    for model, page in admin.site._registry.items():
        known = model._meta.app_label == "registry" and model._meta.model_name == listing
        if known and getattr(page, "filter_class", None) and page.has_view_permission(request):
            return page
    raise Http404


def take(request: HttpRequest, listing: str, filter_class: type[ListFilter]) -> str:
    act, name = request.POST.get("act", ""), request.POST.get("name", "")
    if act == "save":
        values = understood(request, filter_class)
        saved_filters.save_filter(
            by=request.user, listing=listing, name=name, values=values, association=place(request)
        )
        return _("The filters are saved as “%(name)s”.") % {"name": name.strip()}
    saved = chosen_filter(request, listing)
    if act == "retire":
        saved_filters.retire_filter(saved=saved, by=request.user)
        return _("“%(name)s” is taken away.") % {"name": saved.name}
    saved_filters.change_filter(saved=saved, by=request.user, name=name, association=place(request))
    return _("“%(name)s” is changed.") % {"name": saved.name}


def understood(request: HttpRequest, filter_class: type[ListFilter]) -> saved_filters.Values:
    """What the list's FilterSet makes of what was sent; nothing else is kept."""
    data = QueryDict(request.POST.get("values", "").lstrip("?"))
    filters = filter_class(data, queryset=SavedFilter.objects.none(), request=request)
    if not filters.is_valid():
        raise RuleError(
            _("Nothing was saved: %(problem)s"),
            code="saved_filter_is_not_understood",
            problem=" ".join(filters.refusals()),
        )
    return filters.chosen()


def chosen_filter(request: HttpRequest, listing: str) -> SavedFilter:
    pk = request.POST.get("filter", "")
    saved = (
        saved_filters.filter_of(request.user, listing, int(pk))
        if pk.isascii() and pk.isdigit() and len(pk) < len("9223372036854775807")
        else None
    )
    if saved is None:
        raise RuleError(
            _("These saved filters are no longer here. Somebody may have taken them away."),
            code="saved_filter_is_gone",
        )
    return saved


def place(request: HttpRequest) -> Association | None:
    """With whom to share: an association, or nobody; one that is not there is none of hers."""
    code = clean(request.POST.get("association", ""))
    if not code:
        return None
    return Association.objects.filter(code=code).first() or Association(pk=0)


def back_from(request: HttpRequest, listing: str) -> str:
    """After saving, the list as it was; after the rest, the page of the saved filters."""
    if request.POST.get("act") == "save":
        address = QueryDict(request.POST.get("values", "").lstrip("?")).urlencode()
        return f"{reverse(f'admin:registry_{listing}_changelist')}?{address or RESET}"
    return reverse("office_saved_filters", args=[listing])
