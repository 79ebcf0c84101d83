from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from registry.admin import questions
from registry.admin.steps import Step, SteppingAdmin
from registry.filters.duplicate import DuplicateFilter
from registry.models import PotentialDuplicate
from registry.services.likeness import close_as_duplicate, keep_apart


def decided(pair: PotentialDuplicate) -> Any:
    if pair.status == PotentialDuplicate.Status.OPEN:
        return None
    return _("This pair was decided already.")


APART = Step(
    name="keep-apart",
    action="decide",
    title=_("They are two families"),
    done=_("Both files go on."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: keep_apart(pair=row, reason=given["reason"]),
    against=decided,
)
DUPLICATE = Step(
    name="close-later",
    action="decide",
    title=_("They are one family: close the later file"),
    done=_("The later file is closed; the earlier one goes on."),
    intro=_("Nothing is copied. The earlier file stays with its association."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: close_as_duplicate(pair=row, reason=given["reason"]),
    against=decided,
)


@admin.register(PotentialDuplicate)
class PotentialDuplicateAdmin(SteppingAdmin):
    """Two files side by side, for the national desk alone."""

    list_display = ("family", "other", "method", "score", "status")
    filter_class = DuplicateFilter
    fields = ("family", "other", "method", "score", "status", "reason")
    steps = (APART, DUPLICATE)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        pair = self.get_object(request, object_id)
        if request.method == "POST" or pair is None:
            return super().change_view(request, object_id, form_url, extra_context)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Two files that may be one family"),
            "pair": pair,
            "files": (pair.family, pair.other),
            "doors": [] if decided(pair) else self.doors(request, pair),
        }
        return TemplateResponse(request, "registry/duplicate.html", context)
