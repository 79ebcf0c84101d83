"""The page on which a file of custody events is sent in; nothing is recorded by sending it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from audit.money import grouped
from permissions.vocabulary import Permission
from registry.errors import RuleError
from registry.models import CustodyEvent, Prison
from registry.models.prisoner import Marital
from registry.models.record import in_order_of_names
from registry.services.exports import csv_lines
from registry.services.feed import COLUMNS, MOST_BYTES, MOST_LINES
from registry.services.feed_jobs import ask_for_import, may_feed
from registry.waiting import go_to

MEANINGS = {
    "prison": gettext_lazy("the code of the prison; empty: the prison chosen above"),
    "national_id": gettext_lazy("ten digits; finds the prisoner"),
    "prisoner_no": gettext_lazy("finds the prisoner where there is no national ID"),
    "first_name": gettext_lazy("for a prisoner who is new"),
    "last_name": gettext_lazy("for a prisoner who is new"),
    "father_name": gettext_lazy("may be empty"),
    "marital": gettext_lazy("for a prisoner who is new; see below"),
    "event": gettext_lazy("what happened; see below"),
    "date": gettext_lazy("1405/2/9 or 2026-04-29, in Persian or Latin digits"),
    "time": gettext_lazy("14:30, Tehran time; empty: midnight"),
    "to_prison": gettext_lazy("for a transfer: the code of the prison he is taken to"),
    "letter_no": gettext_lazy("may be empty"),
    "due_back": gettext_lazy("for a leave that begins: the day of return; may be empty"),
    "release_kind": gettext_lazy("for a release; see below. Empty: not told"),
}


def with_code(obj: Any) -> str:
    return f"{obj.name} ({obj.code})"


class FeedForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File (CSV, UTF-8)"), widget=forms.FileInput(attrs={"accept": ".csv"})
    )
    prison = forms.ModelChoiceField(
        Prison.objects.none(),
        label=gettext_lazy("Prison of lines that name none"),
        required=False,
        empty_label=gettext_lazy("each line names its own"),
    )

    def __init__(self, *given: Any, user: Any) -> None:
        super().__init__(*given)
        hers = Prison.access.where(Prison.objects.all(), user, Permission.EDIT_PRISONERS)
        field = self.fields["prison"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = in_order_of_names(hers)
        field.label_from_instance = with_code  # type: ignore[method-assign]  # Django's own way
        if hers[:2].count() == 1:
            field.initial = hers.get()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large. Send it in parts."))
        return file


def feed_page(page: Any, request: HttpRequest) -> HttpResponse:
    if not may_feed(request.user):
        raise PermissionDenied
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FeedForm(*given, user=request.user)
    if form.is_valid():
        try:
            job = ask_for_import(
                file=form.cleaned_data["file"].file,
                prison=form.cleaned_data["prison"],
                by=request.user,
            )
        except RuleError as refused:
            form.add_error("file", str(refused))
        else:
            return go_to(request, job)
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "title": _("Import custody events"),
        "form": form,
        "columns": [(name, COLUMNS[name], MEANINGS[name]) for name in COLUMNS],
        "kinds": CustodyEvent.Kind.choices,
        "releases": CustodyEvent.Release.choices,
        "maritals": Marital.choices,
        "most_lines": grouped(MOST_LINES),
        "template_url": reverse("admin:registry_custodyevent_template"),
    }
    return TemplateResponse(request, "registry/feed.html", context)


@require_safe
def template_file(request: HttpRequest) -> HttpResponse:
    """The first line of a file, ready to be filled in."""
    if not may_feed(request.user):
        raise PermissionDenied
    answer = HttpResponse("".join(csv_lines([COLUMNS])), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="custody-events.csv"'
    return answer
