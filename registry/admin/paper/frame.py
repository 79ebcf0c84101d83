"""Pages for the printer: one frame for sheets, summaries, letters and receipts.

The paper is written in the language of whoever will read it, in that language's calendar; what
stands around it on the screen, in the language of whoever prints it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Paper:
    """What is printed, in its own language."""

    language: str
    direction: str
    body: SafeString


@dataclass(frozen=True)
class Way:
    """Back to where the paper came from."""

    title: "StrOrPromise"
    address: str


def paper(template: str, language: str, context: Callable[[], dict[str, Any]]) -> Paper:
    """Write a paper in a language; what stands on it is put into words there."""
    with translation.override(language):
        body = render_to_string(template, {"now": timezone.now(), **context()})
        direction = "rtl" if translation.get_language_bidi() else "ltr"
    return Paper(language, direction, SafeString(body))


def language_asked(request: HttpRequest) -> str:
    """The language chosen for the paper; until then, the reader's own."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or "fa"


def paper_page(
    request: HttpRequest,
    paper: Paper,
    back: Way,
    context: dict[str, Any],
    template: str = "print/frame.html",
) -> TemplateResponse:
    """The paper on the screen, ready for the printer."""
    shown = {"paper": paper, "back": back.address, "back_title": back.title}
    return TemplateResponse(request, template, {**shown, **context})
