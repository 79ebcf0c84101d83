"""The steps on one need: confirm or decline it, and let donors count it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin import questions
from registry.admin.steps import Step
from registry.models import Need
from registry.services.needs import confirm_need, decline_need, withdraw_need
from registry.services.preview import preview
from registry.services.publication import approve_publication, propose_publication, take_back


def donors_view(request: HttpRequest, need: Need) -> dict[str, Any]:
    """The need in public words; nothing if it is of a kind that is never published."""
    return {"preview": preview(need) if need.need_type.publishable else None}


CONFIRM = Step(
    name="confirm",
    action="decide",
    title=_("Confirm the need"),
    done=_("The need is confirmed."),
    form=questions.ConfirmNeedForm,
    perform=lambda row, by, given: confirm_need(need=row, by=by, **given),
)
DECLINE = Step(
    name="decline",
    action="decide",
    title=_("Decline the need"),
    done=_("The need is declined."),
    intro=_("The family reads the reason on its own page; write it so that it understands."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: decline_need(need=row, by=by, reason=given["reason"]),
)
WITHDRAW = Step(
    name="withdraw",
    action="decide",
    title=_("The family no longer needs it"),
    done=_("The need is off the list."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: withdraw_need(need=row, reason=given["reason"]),
)
PROPOSE = Step(
    name="propose",
    action="propose",
    title=_("Propose the need for publication"),
    done=_("The need is proposed. A colleague approves it."),
    intro=_("Donors never see the family: they see how many needs like this there are."),
    perform=lambda row, by, given: propose_publication(need=row, by=by),
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
    template="registry/step_publish.html",
    context=donors_view,
)
TAKE_BACK = Step(
    name="take-back",
    action="propose",
    title=_("Take it back from publication"),
    done=_("The need is taken back; it leaves the window with the next release."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: take_back(need=row, reason=given["reason"]),
)

STEPS = (CONFIRM, DECLINE, WITHDRAW, PROPOSE, APPROVE, TAKE_BACK)
