"""The pages of one file: to read, to edit at its places, to look back in, and to print."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from audit import trail
from permissions.access import access_of
from registry.admin.file.in_place import asked_for, next_opened
from registry.admin.file.past import Past
from registry.admin.file.summary import File, candidates_of
from registry.admin.paper.frame import Way, language_asked, paper, paper_page
from registry.admin.steps.step import Opened, Step, StepForm, SteppingAdmin, opened
from registry.models import Family

PAST_PAGE = 40


class FilePages(SteppingAdmin):
    """What `FamilyAdmin` shows of one family."""

    def get_urls(self) -> list[URLPattern]:
        edit = path(
            "<path:object_id>/edit/",
            self.admin_site.admin_view(self.edit_view),
            name="registry_family_edit",
        )
        past = path(
            "<path:object_id>/past/",
            self.admin_site.admin_view(self.past_view),
            name="registry_family_past",
        )
        printed = path(
            "<path:object_id>/print/",
            self.admin_site.admin_view(self.print_view),
            name="registry_family_print",
        )
        return [edit, past, printed, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The file to read; what is sent here is handled as an edit."""
        if request.method == "POST":
            return self.edit_view(request, object_id)
        family = self.readable(request, object_id)
        if family is None:
            return self.not_there(request, object_id)
        trail.note(request.user, family.pk, getattr(family, "opened_last", None))
        file = File(family, request.user)
        return self.file_view(request, file, asked_for(self, request, family))

    def readable(self, request: HttpRequest, object_id: Any) -> Family | None:
        """The one way to a file that is opened to be read, on the screen or on paper."""
        rows = access_of(Family).narrow(Family.objects.all(), request.user, "view")
        try:
            found = rows.filter(pk=unquote(str(object_id)))
        except ValueError:
            return None
        found = found.annotate(opened_last=trail.of(request.user))
        return found.select_related("association", "county__province").first()

    def row_to_look_back_on(self, request: HttpRequest, object_id: str) -> Family | None:
        return self.readable(request, object_id)

    def where_next(self, request: HttpRequest, row: Any) -> str:
        """Back to the file; from one that has just left one's places, to the start page."""
        if request.method == "POST" and not access_of(Family).holds(request.user, "view", row):
            return reverse("admin:index")
        return super().where_next(request, row)

    def edit_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return super().change_view(request, object_id)

    def in_the_file(
        self, request: HttpRequest, row: Any, step: Step, form: StepForm
    ) -> HttpResponse | None:
        return self.with_step(request, row.pk, opened(row, step, form))

    def with_step(self, request: HttpRequest, object_id: Any, step: Opened) -> HttpResponse | None:
        """The file with this step open in it; nothing to whoever may not read the file."""
        family = self.readable(request, object_id)
        if family is None:
            return None
        return self.file_view(request, File(family, request.user), step)

    def file_view(self, request: HttpRequest, file: File, opened: Opened | None) -> HttpResponse:
        family, shown = file.family, file.context()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": family.contact_name,
            "candidates": candidates_of(shown["referral"]) if shown["referral"] else [],
            "opened": opened or next_opened(self, request, family, shown["next"]),
            **shown,
        }
        return TemplateResponse(request, "registry/file.html", context)

    @method_decorator(require_safe)
    def past_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What happened in the whole file, a page at a time."""
        family = self.row_whose_past_she_may_read(request, object_id)
        if family is None:
            return self.not_there(request, object_id)
        before = moment_in(request.GET.get("before", ""))
        happenings, older = Past(family, request.user).page(PAST_PAGE, before)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("What happened in this file"),
            "family": family,
            "happenings": happenings,
            "older": older.isoformat() if older else "",
        }
        return TemplateResponse(request, "registry/past.html", context)

    @method_decorator(require_safe)
    def print_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A summary of the file on paper: what the reader may see, in the language she chooses."""
        family = self.readable(request, object_id)
        if family is None:
            return self.not_there(request, object_id)
        summary = paper(
            "print/family.html",
            language_asked(request),
            lambda: {
                "house": family.association or _("National desk"),
                "reader": request.user,
                **File(family, request.user).context(),
            },
        )
        context = {
            "title": _("Summary of the file"),
            "site_title": self.admin_site.site_title,
            "languages": settings.LANGUAGES,
        }
        back = Way(_("Back to the file"), self.where_next(request, family))
        return paper_page(request, summary, back, context)


def moment_in(text: str) -> datetime | None:
    """A moment as a link of ours writes it; nothing, of a text that no calendar reaches."""
    try:
        moment = parse_datetime(text)
        return moment.astimezone(UTC) if moment else None
    except (ValueError, OverflowError):
        return None
