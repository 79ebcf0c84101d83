"""A family's file on one page: who, where, how far along, what comes next, and why.

Every section holds only rows its reader may see; a section she may see nothing of is not there.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from permissions.access import access_of
from permissions.vocabulary import Permission
from registry.admin import family_steps as steps
from registry.admin.buttons import Button, buttons_of
from registry.admin.people import naming
from registry.admin.steps import Step
from registry.models import Assessment, Axis, Family, Referral, Task
from registry.services import stages
from registry.services.assessment import suggestions
from registry.services.assignment import BY_HAND
from registry.services.documents import checklist
from registry.services.scoring import level_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Status = Family.Status
LATEST = 10  # messages shown in the file; the rest are in their list
ASKED = (
    Permission.VIEW_IDENTITY,
    Permission.VIEW_RESTRICTED,
    Permission.VIEW_MESSAGES,
    Permission.READ_HISTORY,
    *set(Family.access.actions.values()),
    Permission.DECIDE_NEEDS,
    Permission.PROPOSE_NEEDS,
    Permission.PUBLISH_NEEDS,
    Permission.APPROVE_ASSESSMENTS,
)

# What comes next at each stage, and what else can be done there.
NEXT: dict[str, Step] = {
    Status.REFERRED: steps.CONTACT,
    Status.CONTACTED: steps.IDENTIFY,
    Status.IDENTIFIED: steps.VERIFY,
    Status.VERIFIED: steps.ASSESS,
    Status.RETURNED: steps.REROUTE,
}
BESIDE: dict[str, tuple[Step, ...]] = {
    Status.REFERRED: (steps.GIVE_BACK,),
    Status.CONTACTED: (steps.DOCUMENTS, steps.VERIFY, steps.GIVE_BACK),
    Status.IDENTIFIED: (steps.DOCUMENTS,),
    Status.VERIFIED: (steps.ADD_NEED,),
    Status.ASSESSED: (steps.ADD_NEED, steps.ASSESS),
}
WAITING: dict[str, "StrOrPromise"] = {
    Status.REFERRED: _("The family is waiting for its first contact."),
    Status.CONTACTED: _("The family has been contacted; now it has to be identified."),
    Status.IDENTIFIED: _("A second person has to verify what was identified."),
    Status.VERIFIED: _("The family is covered; now its needs have to be assessed."),
    Status.ASSESSED: _("The needs are assessed; decide on those that are open."),
    Status.RETURNED: _("The file waits at the national desk for another association."),
    Status.DIRECTED: _("The family was directed to the Relief Committee; this file has ended."),
    Status.NOT_ELIGIBLE: _("The family was found not eligible; this file has ended."),
    Status.CLOSED: _("This file is closed."),
}
STAGES = (
    (Status.REFERRED, _("Referred"), "referred_at"),
    (Status.CONTACTED, _("Contacted"), "first_contact_at"),
    (Status.IDENTIFIED, _("Identified"), "identified_at"),
    (Status.VERIFIED, _("Verified"), "verified_at"),
    (Status.ASSESSED, _("Assessed"), "assessed_at"),
)


class File:
    """What one person may see and do in one file."""

    def __init__(self, family: Family, user: Any) -> None:
        self.family, self.user = family, user
        self.held = access_of(Family).held(user, family, set(ASKED))

    def may(self, step: Step) -> bool:
        return access_of(Family).permission(step.action) in self.held

    def rows(self, related: str) -> Any:
        """The rows of the file that this person may see."""
        manager = getattr(self.family, related)
        return access_of(manager.model).narrow(manager.all(), self.user, "view")

    def named(self, related: str, person: str) -> Any:
        """The same, each with the person behind it, as far as the reader knows her."""
        return naming(self.rows(related), self.user, person)

    def context(self) -> dict[str, Any]:
        family = self.family
        return {
            "family": family,
            "sees": {each.name.lower(): each in self.held for each in ASKED},
            "stages": list(self.stages()),
            "waiting": self.waiting(),
            "next": self.next_button(),
            "beside": list(self.beside()),
            "members": list(self.rows("members")),
            **self.prisoners(),
            "coverage": self.rows("coverages").first(),
            "referral": self.named("referrals", "decided_by").select_related("association").first(),
            "tasks": list(self.tasks()),
            "identifications": list(self.named("identifications", "done_by")),
            "verifications": list(self.named("verifications", "decided_by")),
            **self.papers(),
            "consents": list(self.rows("consents")),
            "changes": list(self.rows("change_requests").filter(status="pending")),
            **self.messages(),
            **self.needs(),
            **self.assessments(),
        }

    # What comes next

    def waiting(self) -> "StrOrPromise":
        """The sentence of the stage; where every need is decided, it says so."""
        assessed = self.family.status == Status.ASSESSED
        if assessed and not self.family.needs.undecided().exists():
            return _("The needs are assessed, and each of them is decided.")
        return WAITING[self.family.status]

    def stages(self) -> Iterable[dict[str, Any]]:
        reached = {stage: getattr(self.family, column) for stage, _name, column in STAGES}
        for stage, name, _column in STAGES:
            here = stage == self.family.status
            yield {"name": name, "at": reached[stage], "here": here, "done": bool(reached[stage])}

    def next_button(self) -> Button | None:
        waiting = self.family.assessments.filter(status=Assessment.Status.SUBMITTED).first()
        if self.family.status == Status.VERIFIED and waiting is not None:
            return self.approval(waiting)
        step = NEXT.get(self.family.status)
        return self.button(step) if step and self.may(step) else None

    def approval(self, waiting: Assessment) -> Button | None:
        mine = waiting.done_by_id == self.user.pk
        if mine or Permission.APPROVE_ASSESSMENTS not in self.held:
            return None
        address = reverse("admin:registry_assessment_change", args=[waiting.pk])
        return Button(_("Look at the assessment and approve it"), address)

    def beside(self) -> Iterable[Button]:
        always = (steps.ASSIGN, steps.REROUTE) if self.family.status not in Family.ENDED else ()
        first = NEXT.get(self.family.status)
        for step in (*BESIDE.get(self.family.status, ()), *always):
            closed = step.against(self.family) is not None
            if step is not first and self.may(step) and not closed:
                yield self.button(step)

    def button(self, step: Step) -> Button:
        name = f"admin:registry_family_{step.name}"
        return Button(step.title, reverse(name, args=[self.family.pk]))

    # Sections

    def tasks(self) -> Iterable[tuple[Task, str]]:
        """What is open, and where a task is struck out that no step strikes out."""
        for task in self.named("tasks", "assignee").open().order_by("due_at"):
            by_hand = task.kind in BY_HAND and Permission.EDIT_FAMILIES in self.held
            address = reverse("admin:registry_task_finish", args=[task.pk]) if by_hand else ""
            yield task, address

    def prisoners(self) -> dict[str, Any]:
        kinships = list(self.rows("kinships").select_related("prisoner__prison"))
        return {"kinships": kinships, "held": any(each.prisoner.held for each in kinships)}

    def messages(self) -> dict[str, Any]:
        """The latest words on both sides, the newest last."""
        newest = self.named("messages", "author").order_by("-sent_at", "-pk")
        latest = list(newest[:LATEST])[::-1]
        unread = any(each.side == "family" and each.read_at is None for each in latest)
        return {"messages_of_the_family": latest, "unread": unread}

    def papers(self) -> dict[str, Any]:
        papers = checklist(self.family)
        missing = [paper for paper in papers if paper.kind.mandatory and not paper.valid]
        return {"papers": papers, "missing": missing}

    def needs(self) -> dict[str, Any]:
        needs = self.rows("needs").select_related("need_type", "member")
        ranked = sorted(needs, key=lambda need: (need.urgency != "urgent", need.need_type.code))
        # Before the family is verified nothing is decided; the next step says what comes first.
        held = self.held if stages.allows(self.family, "decide needs") else frozenset()
        with_buttons = [(need, list(buttons_of(need, self.user, held))) for need in ranked]
        by_axis = [
            (axis.label, [pair for pair in with_buttons if pair[0].need_type.axis == axis])
            for axis in Axis
        ]
        return {"axes": [(label, found) for label, found in by_axis if found]}

    def assessments(self) -> dict[str, Any]:
        all_of_them = list(self.named("assessments", "done_by").select_related("model"))
        approved = [each for each in all_of_them if each.status == Assessment.Status.APPROVED]
        waiting = [each for each in all_of_them if each.status == Assessment.Status.SUBMITTED]
        shown = (approved or waiting or [None])[0]
        return {
            "assessments": all_of_them,
            "assessment": shown,
            "scores": scores_of(shown) if shown else [],
            "suggested": self.suggested(approved[0]) if approved else [],
        }

    def suggested(self, assessment: Assessment) -> list[Any]:
        """Needs the answers point to: for those who may add one, and may read the answers."""
        if not (self.may(steps.ADD_NEED) and Permission.VIEW_RESTRICTED in self.held):
            return []
        return suggestions(assessment)


def scores_of(assessment: Assessment) -> list[dict[str, Any]]:
    """The four axes, each with its score and level; none where too little is known."""
    thresholds = assessment.model.thresholds
    scores = [(axis, getattr(assessment, axis.value)) for axis in Axis]
    return [
        {
            "axis": axis.label,
            "score": score,
            "level": "" if score is None else level_of(score, thresholds),
        }
        for axis, score in scores
    ]


def candidates_of(referral: Any) -> list[dict[str, Any]]:
    """Who else was considered, under the name in the language of the page."""
    name = "name_fa" if get_language() == "fa" else "name_en"
    reasons = dict(Referral.WhyNot.choices)
    return [
        {**each, "name": each.get(name, ""), "why_not": reasons.get(each.get("why_not", ""), "")}
        for each in referral.candidates
    ]
