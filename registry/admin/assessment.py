from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from permissions.access import access_of
from registry.admin.file.summary import scores_of
from registry.admin.steps import questions
from registry.admin.steps.step import RowOfAFile, Step, unless
from registry.filters.assessment import AssessmentFilter
from registry.models import Assessment, Axis
from registry.services.assessment import (
    approve_assessment,
    require_another,
    require_undecided,
    return_assessment,
)

APPROVE = Step(
    name="approve",
    action="approve",
    title=_("Approve the assessment"),
    done=_("The assessment is approved; the family's tier and priority follow it."),
    intro=_(
        "From then on the family's tier and its place in the order follow these scores; something "
        "urgent that is asked for makes the tier critical, whatever they are."
    ),
    template="registry/step_approve.html",
    context=lambda request, row: {"scores": scores_of(row)},
    perform=lambda row, by, given: approve_assessment(assessment=row, by=by),
    against=unless(require_undecided),
    not_hers=unless(require_another),
)
SEND_BACK = Step(
    name="send-back",
    action="approve",
    title=_("Send the assessment back"),
    done=_("The assessment is back with its author."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: return_assessment(assessment=row, by=by, reason=given["reason"]),
    against=unless(require_undecided),
    not_hers=unless(require_another),
)


def answered(assessment: Assessment) -> list[tuple[str, list[tuple[str, str]]]]:
    """Question by question, axis by axis, what was answered; empty where it is not known."""
    persian = get_language() == "fa"
    language = "fa" if persian else "en"
    told: list[tuple[str, list[tuple[str, str]]]] = []
    for axis in Axis:
        pairs = []
        for question in assessment.model.questions:
            if question["axis"] == axis:
                value = assessment.answers.get(question["code"])
                option = "" if value is None else question["options"][value][language]
                pairs.append((question[f"text_{language}"], option))
        told.append((str(axis.label), pairs))
    return told


@admin.register(Assessment)
class AssessmentAdmin(RowOfAFile):
    """An assessment is read here, and approved or sent back; it is never rewritten."""

    list_display = ("family", "on", "tier", "priority", "status", "done_by")
    filter_class = AssessmentFilter
    fields = (
        "family",
        "model",
        "on",
        "economic",
        "health",
        "psychological",
        "social",
        "priority",
        "tier",
        "completeness",
        "status",
        "done_by",
        "decided_by",
        "decided_at",
        "reason",
        "narrative",
    )
    steps = (APPROVE, SEND_BACK)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        assessment = self.get_object(request, object_id)
        if request.method == "POST" or assessment is None:
            return super().change_view(request, object_id, form_url, extra_context)
        hidden = access_of(Assessment).hidden_fields(request.user, assessment)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Assessment"),
            "assessment": assessment,
            "scores": scores_of(assessment),
            "told": [] if "answers" in hidden else answered(assessment),
            "narrative": "" if "narrative" in hidden else assessment.narrative,
            "may_decide": self.may_decide(request, assessment),
        }
        return TemplateResponse(request, "registry/assessment.html", context)

    def may_decide(self, request: HttpRequest, assessment: Assessment) -> bool:
        return (
            assessment.status == Assessment.Status.SUBMITTED
            and assessment.done_by_id != request.user.pk
            and self.may(request, "approve", assessment)
        )
