"""The steps on one need: confirm or decline it, and let donors count it."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin.file.sections import CORRECT_NEED
from registry.admin.steps import questions
from registry.admin.steps.bulk import Bulk
from registry.admin.steps.step import Step, StepForm, unless
from registry.models import Need
from registry.services.needs import (
    confirm_need,
    decline_need,
    require_open,
    require_undecided,
    withdraw_need,
)
from registry.services.preview import preview
from registry.services.publication import (
    approve_publication,
    propose_publication,
    require_another,
    require_to_approve,
    require_to_propose,
    require_to_take_back,
    take_back,
)


def donors_view(request: HttpRequest, need: Need) -> dict[str, Any]:
    """The need in public words; nothing if it is of a kind that is never published."""
    return {"preview": preview(need) if need.need_type.publishable else None}


CONFIRM = Step(
    name="confirm",
    short=True,
    action="decide",
    title=_("Confirm the need"),
    done=_("The need is confirmed."),
    form=questions.ConfirmNeedForm,
    perform=lambda row, by, given: confirm_need(need=row, by=by, **given),
    against=unless(require_undecided),
)
DECLINE = Step(
    name="decline",
    short=True,
    action="decide",
    title=_("Decline the need"),
    done=_("The need is declined."),
    intro=_("The family reads the reason on its own page; write it so that it understands."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: decline_need(need=row, by=by, reason=given["reason"]),
    against=unless(require_undecided),
)
WITHDRAW = Step(
    name="withdraw",
    short=True,
    action="decide",
    title=_("The family no longer needs it"),
    done=_("The need is off the list."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: withdraw_need(need=row, reason=given["reason"]),
    against=unless(require_open),
)
PROPOSE = Step(
    name="propose",
    action="propose",
    title=_("Propose the need for publication"),
    done=_("The need is proposed. The manager of the association approves it."),
    intro=_("Donors never see the family: they see how many needs like this there are."),
    perform=lambda row, by, given: propose_publication(need=row, by=by),
    against=unless(require_to_propose),
    template="registry/step_publish.html",
    context=donors_view,
)
APPROVE = Step(
    name="approve",
    action="publish",
    title=_("See it as a donor does, and approve"),
    done=_("The need is approved; it is counted from the next release on."),
    intro=_("This is the most that leaves the house. A release tells the same, or less."),
    perform=lambda row, by, given: approve_publication(need=row, by=by),
    against=unless(require_to_approve),
    not_hers=unless(require_another),
    template="registry/step_publish.html",
    context=donors_view,
)
TAKE_BACK = Step(
    name="take-back",
    short=True,
    action="propose",
    title=_("Take it back from publication"),
    done=_("The need is taken back; it leaves the window with the next release."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: take_back(need=row, reason=given["reason"]),
    against=unless(require_to_take_back),
)

STEPS = (CONFIRM, DECLINE, WITHDRAW, PROPOSE, APPROVE, TAKE_BACK, CORRECT_NEED)

REASON = {"reason": "…"}
CONFIRM_ALL = Bulk(
    # Each need keeps the amount it has; another one is written down need by need.
    step=replace(CONFIRM, form=StepForm),
    title=_("Confirm these needs"),
    said=_("%(number)s needs are confirmed."),
    shows=("status", "urgency"),
)
DECLINE_ALL = Bulk(
    step=DECLINE,
    title=_("Decline these needs"),
    said=_("%(number)s needs are declined."),
    shows=("status",),
    trial=REASON,
)
PROPOSE_ALL = Bulk(
    step=PROPOSE,
    title=_("Propose these needs for publication"),
    said=_("%(number)s needs are proposed for publication."),
    shows=("publication",),
)
APPROVE_ALL = Bulk(
    step=APPROVE,
    title=_("See them as a donor does"),
    said=_("%(number)s needs are approved; they are counted from the next release on."),
    shows=("publication",),
    beside=donors_view,
)
TAKE_ALL_BACK = Bulk(
    step=TAKE_BACK,
    title=_("Take these needs back from publication"),
    said=_("%(number)s needs are taken back; they leave the window with the next release."),
    shows=("publication",),
    trial=REASON,
)
