"""Searching without the words ever standing in an address.

What people search for are names and identity numbers; addresses are kept by browsers,
proxies and logs.  So a search is posted, its words stay in the sealed session, and the address
carries a handle that means nothing to anybody else (ASVS 14.2.1).
"""

import secrets
from functools import partial
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeListSearchForm
from django.db import DataError
from django.http import HttpRequest, HttpResponseRedirect, QueryDict

from permissions.paging import PagedList

KEPT = 20
SESSION_KEY = "searches"
NOBODYS_WORDS = "\N{REPLACEMENT CHARACTER}"


def remember_search(request: HttpRequest) -> HttpResponseRedirect:
    """Keep the words in the session and go on to the list; the oldest searches are forgotten."""
    # PostgreSQL takes no text with this character, and nobody can type it.
    words = request.POST.get("_search", "").replace("\0", "").strip()
    address = QueryDict(request.POST.get("_filters", "").lstrip("?"), mutable=True)
    for gone in ("p", SEARCH_VAR):
        address.pop(gone, None)
    if words:
        searches: dict[str, str] = request.session.get(SESSION_KEY, {})
        handle = secrets.token_urlsafe(9)
        kept = list(searches.items())[-(KEPT - 1) :]
        request.session[SESSION_KEY] = dict([*kept, (handle, words[:200])])
        address[SEARCH_VAR] = handle
    return HttpResponseRedirect(f"{request.path}?{address.urlencode()}")


def words_of(request: HttpRequest) -> str | None:
    """The words behind the handle in the address; None where the session does not know it."""
    handle = request.GET.get(SEARCH_VAR, "")
    if not handle:
        return ""
    words: str | None = request.session.get(SESSION_KEY, {}).get(handle)
    return words


class HandleForm(ChangeListSearchForm):
    """Reads a handle where Django reads the words themselves."""

    def __init__(self, *args: Any, searches: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.searches = searches

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if handle := cleaned.get(SEARCH_VAR):
            # A handle of another session finds nothing, rather than everything.
            cleaned[SEARCH_VAR] = self.searches.get(handle, NOBODYS_WORDS)
        return cleaned


class SearchByHandle(PagedList):
    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        searches = request.session.get(SESSION_KEY, {})
        self.search_form_class = partial(HandleForm, searches=searches)  # type: ignore[assignment]
        self.handle = request.GET.get(SEARCH_VAR, "")
        # Its session has ended, or it was somebody else's: the page says so.
        self.search_is_lost = bool(self.handle) and self.handle not in searches
        super().__init__(request, *args, **kwargs)

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        """A number or a text in the address that no database can hold is a wrong address."""
        try:
            return super().get_queryset(request, exclude_parameters)
        except (OverflowError, DataError) as impossible:
            raise IncorrectLookupParameters from impossible

    def get_results(self, request: HttpRequest) -> None:
        """The same, where the database is asked for the rows."""
        try:
            super().get_results(request)
        except (OverflowError, DataError) as impossible:
            raise IncorrectLookupParameters from impossible
