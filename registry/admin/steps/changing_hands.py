"""A file changes hands: within its association, or to another one."""

from django.utils.translation import gettext_lazy as _

from registry.admin.steps import questions
from registry.admin.steps.bulk import Bulk
from registry.admin.steps.road import blocked
from registry.admin.steps.step import Step
from registry.services.assignment import assign_family
from registry.services.contact import give_back, reroute, reroute_to_nearest

GIVE_BACK = Step(
    name="give-back",
    short=True,
    action="contact",
    title=_("Return the file to the national desk"),
    done=_("The file is back at the national desk; your association no longer sees it."),
    intro=_(
        "For a family that does not belong here. Your association loses the file at once, and "
        "the national desk finds another one for it."
    ),
    form=questions.ReasonForm,
    perform=lambda row, by, given: give_back(family=row, reason=given["reason"]),
    against=blocked("give back"),
)
REROUTE = Step(
    name="reroute",
    action="reroute",
    title=_("Send the file to another association"),
    done=_("The file is at its new association."),
    intro=_(
        "The association that has the file now loses it at once: list, file, history and messages."
    ),
    form=questions.RerouteForm,
    perform=lambda row, by, given: reroute(
        family=row, to=given["association"], by=by, reason=given["reason"]
    ),
    against=blocked("reroute"),
)
REROUTE_ALL = Bulk(
    step=Step(
        name="reroute-to-nearest",
        action="reroute",
        title=_("Send these files to the nearest association"),
        done="",
        intro=_(
            "For each family the rule of the first referral chooses anew, among the associations "
            "that take files today. Whoever has the file now loses it at once."
        ),
        form=questions.ReasonForm,
        perform=lambda row, by, given: reroute_to_nearest(
            family=row, by=by, reason=given["reason"]
        ),
    ),
    title=_("Send these files to the nearest association"),
    said=_("%(number)s files are at their new association."),
    shows=("association",),
    trial={"reason": "–"},
)
ASSIGN = Step(
    name="assign",
    short=True,
    action="assign",
    title=_("Give the file to a colleague"),
    done=_("The file has a new keeper."),
    form=questions.AssignForm,
    perform=lambda row, by, given: assign_family(family=row, to=given["to"]),
    against=blocked("assign"),
)
ASSIGN_ALL = Bulk(
    step=ASSIGN,
    title=_("Give these files to a colleague"),
    said=_("%(number)s files have a new keeper."),
    shows=("worker",),
)
