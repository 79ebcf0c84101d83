"""The search box of every page: a page of results, and the lines of the palette.

Words are posted and never stand in an address (`permissions.search`).
"""

from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit.once import repeatable
from permissions.search import remember_search, words_of
from registry.admin.find.found import Answer, answer_to, recent_group, words_fit
from registry.finding import asked

ON_THE_PAGE, IN_THE_PALETTE, RECENT = 10, 5, 5
MOST_A_MINUTE = 120


@repeatable("a search stores nothing")
def find_page(request: HttpRequest) -> HttpResponse:
    """The results, grouped by kind; what is posted here comes back as a handle."""
    if request.method == "POST":
        return remember_search(request)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    words = words_of(request)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Search"),
        "words": words or "",
        "lost": words is None,
    }
    if words and (refusal := why_not(request, words)):
        context["refusal"] = refusal
    elif words:
        context["answer"] = answer_to(request, asked(words), ON_THE_PAGE)
    else:
        context["recent"] = recent_group(request)
    return TemplateResponse(request, "find/page.html", context)


@repeatable("a search stores nothing")
@require_POST
def find_options(request: HttpRequest) -> HttpResponse:
    """The lines under the box while somebody types; an empty box offers what was opened last."""
    words = request.POST.get("_search", "").strip()
    context: dict[str, Any] = {"words": words}
    refusal = why_not(request, words) if words else ""
    if not words:
        context["answer"] = Answer((recent_group(request, RECENT),))
    elif not refusal:
        context["answer"] = answer_to(request, asked(words), IN_THE_PALETTE)
    status = HTTPStatus.TOO_MANY_REQUESTS if refusal and words_fit(words) else HTTPStatus.OK
    context["refusal"] = refusal
    return TemplateResponse(request, "find/options.html", context, status=status)


def why_not(request: HttpRequest, words: str) -> str:
    """Why these words are not looked for now; nothing if they are."""
    if not words_fit(words):
        return _("Type at least two letters or digits.")
    if too_many(request.user):
        return _("These were very many searches in one minute. Wait a moment and go on.")
    return ""


def too_many(user: Any) -> bool:
    """Whether this person, or a program in her name, searches faster than people do."""
    key = f"find:{user.pk}:{timezone.now():%H%M}"
    if cache.add(key, 1, timeout=90):
        return False
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:  # it ran out in between
        return False
