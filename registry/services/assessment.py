"""Assessing what a family needs on the four axes, and the approval by a second person."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.signature import because
from registry.errors import RuleError
from registry.models import Assessment, Family, Need, NeedType, ScoringModel, Task, Tier
from registry.services import cartable
from registry.services.scoring import AXES, WORST, Result, score, suggested_needs
from registry.services.stages import locked, require, require_reason, require_second_person

Answers = Mapping[str, int | None]


def current_model() -> ScoringModel:
    """The newest released questions."""
    model = ScoringModel.objects.filter(released_at__lte=timezone.now()).first()
    if model is None:
        raise RuleError(
            _("No scoring model has been released yet. The national office has to release one."),
            code="no_scoring_model",
        )
    return model


@transaction.atomic
def submit_assessment(
    *, family: Family, by: Any, answers: Answers, narrative: str = ""
) -> Assessment:
    """Score the answers and hand them to a colleague; earlier assessments stay as they are."""
    family = locked(family)
    require(family, "assess")
    _refuse_two_at_once(family)
    model = current_model()
    answers = _answered(model, answers)
    alarming = tell_of_harm(model, answers)
    urgent = alarming or has_urgent_need(family)
    result = score(model.questions, model.thresholds, answers, urgent=urgent)
    if result.index is None:
        raise RuleError(
            _(
                "Too little was answered to say anything: at least one axis needs %(percent)s "
                "percent of its answers. Answer more of it and submit again."
            ),
            code="assessment_insufficient",
            percent=model.thresholds["answered_percent"],
        )
    assessment = Assessment.objects.create(
        family=family,
        model=model,
        answers=answers,
        priority=result.index,
        tier=result.tier,
        completeness=_completeness(model, answers),
        narrative=narrative.strip(),
        done_by=by,
        **{axis: result.scores[axis] for axis in AXES},
    )
    cartable.complete(family, [Task.Kind.ASSESS])
    cartable.open_task(family, Task.Kind.APPROVE_ASSESSMENT)
    if alarming:  # this does not wait for the approval
        cartable.open_task(family, Task.Kind.URGENT, cause=f"a{assessment.pk}")
    return assessment


@transaction.atomic
def approve_assessment(*, assessment: Assessment, by: Any) -> Assessment:
    """From here on the family is assessed; its tier and priority are those of this assessment."""
    family, assessment = _for_decision(assessment, by)
    _decide(assessment, by, Assessment.Status.APPROVED, "")
    now = timezone.now()
    if family.status == Family.Status.VERIFIED:
        family.status = Family.Status.ASSESSED
    family.assessed_at, family.last_confirmed_on = now, timezone.localdate()
    family.priority = assessment.priority
    family.tier = tier_of(family)
    family.save(
        update_fields=[
            "status",
            "assessed_at",
            "last_confirmed_on",
            "priority",
            "tier",
            "updated_at",
        ]
    )
    cartable.complete(family, [Task.Kind.APPROVE_ASSESSMENT, Task.Kind.CONFIRM_DATA])
    if family.needs.undecided().exists() or suggestions(assessment):
        cartable.open_task(family, Task.Kind.DECIDE_NEEDS)
    return assessment


@transaction.atomic
def return_assessment(*, assessment: Assessment, by: Any, reason: str) -> Assessment:
    """Send an assessment back to the one who made it, with the reason."""
    family, assessment = _for_decision(assessment, by)
    reason = require_reason(reason)
    with because(reason):
        _decide(assessment, by, Assessment.Status.RETURNED, reason)
        cartable.complete(family, [Task.Kind.APPROVE_ASSESSMENT])
        cartable.open_task(family, Task.Kind.ASSESS, assignee=assessment.done_by)
    return assessment


def has_urgent_need(family: Family) -> bool:
    """Whether something is there that cannot wait: it makes the tier critical."""
    pressing = (Need.Status.DECLARED, Need.Status.CONFIRMED)
    return family.needs.filter(status__in=pressing, need_type__urgent=True).exists()


def tell_of_harm(model: ScoringModel, answers: Answers) -> bool:
    """Whether a severe answer points to a need that cannot wait, such as violence at home."""
    severe = [each for each in model.questions if answers.get(each["code"]) == WORST]
    codes = {code for question in severe for code in question["needs"]}
    return NeedType.objects.filter(code__in=codes, urgent=True).exists()


def tier_of(family: Family) -> str:
    """How pressing its situation is: by what cannot wait, else by its last approved assessment."""
    if has_urgent_need(family):
        return Tier.CRITICAL
    approved = family.assessments.filter(status=Assessment.Status.APPROVED)
    last = approved.select_related("model").order_by("-pk").first()
    return result_of(last).tier if last is not None else ""


def suggestions(assessment: Assessment, needs: Iterable[Need] | None = None) -> list[NeedType]:
    """What the answers point to and the family does not have on its list yet.

    `needs` spares the question when the list was read already.
    """
    model = assessment.model
    codes = suggested_needs(model.questions, model.thresholds, assessment.answers)
    standing = (Need.Status.DECLARED, Need.Status.CONFIRMED)
    if needs is None:
        needs = assessment.family.needs.select_related("need_type")
    listed = {need.need_type.code for need in needs if need.status in standing}
    codes = [code for code in codes if code not in listed]
    found = {kind.code: kind for kind in NeedType.objects.filter(code__in=codes)} if codes else {}
    return [found[code] for code in codes if code in found]


def result_of(assessment: Assessment) -> Result:
    """The scores of an assessment, counted again from its answers by its own model."""
    model, answers = assessment.model, assessment.answers
    return score(model.questions, model.thresholds, answers, urgent=tell_of_harm(model, answers))


def _for_decision(assessment: Assessment, by: Any) -> tuple[Family, Assessment]:
    family = locked(assessment.family)
    assessment = Assessment.objects.select_related("model").get(pk=assessment.pk)
    assessment.family = family
    require_undecided(assessment)
    require_another(assessment, by)
    return family, assessment


def require_undecided(assessment: Assessment) -> None:
    """An assessment is approved or sent back once, while its file goes on."""
    if assessment.status != Assessment.Status.SUBMITTED:
        raise RuleError(
            _("This assessment was decided already. Nothing was changed."), code="already_done"
        )
    require(assessment.family, "assess")


def require_another(assessment: Assessment, by: Any) -> None:
    """Whoever made an assessment does not decide on it."""
    require_second_person(
        assessment.done_by_id,
        by.pk,
        _("You made this assessment yourself, so somebody else has to decide. Ask a colleague."),
    )


def _decide(assessment: Assessment, by: Any, status: Assessment.Status, reason: str) -> None:
    assessment.status, assessment.reason = status, reason
    assessment.decided_by, assessment.decided_at = by, timezone.now()
    assessment.save(update_fields=["status", "reason", "decided_by", "decided_at", "updated_at"])


def _refuse_two_at_once(family: Family) -> None:
    if family.assessments.filter(status=Assessment.Status.SUBMITTED).exists():
        raise RuleError(
            _(
                "An assessment of this family waits for approval already. Nothing was changed; "
                "ask a colleague to approve it or to send it back."
            ),
            code="already_done",
        )


def _answered(model: ScoringModel, answers: Answers) -> dict[str, int]:
    """The answers given, held against the questions of the model."""
    known = {question["code"] for question in model.questions}
    given = {code: value for code, value in answers.items() if value is not None}
    strange = sorted(code for code in given if code not in known)
    wrong = sorted(code for code, value in given.items() if value not in range(WORST + 1))
    if strange or wrong:
        raise RuleError(
            _(
                "Some answers do not belong to these questions: %(codes)s. The questions may have "
                "changed; open the page again."
            ),
            code="answers_do_not_fit",
            codes=", ".join(dict.fromkeys([*strange, *wrong])),
        )
    return given


def _completeness(model: ScoringModel, answers: Answers) -> int:
    """How much of the whole weight was answered, in percent."""
    total = sum(question["weight"] for question in model.questions)
    answered = sum(
        question["weight"] for question in model.questions if question["code"] in answers
    )
    return int(100 * answered // total)
