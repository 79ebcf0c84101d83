"""How far along a file is, what comes next, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permissions.vocabulary import Permission
from registry.admin.spans import due_in_words
from registry.admin.steps import family as steps
from registry.admin.steps.buttons import Button, in_the_file
from registry.admin.steps.changing_hands import ASSIGN, GIVE_BACK, REROUTE
from registry.admin.steps.closing import CLOSE, REOPEN
from registry.admin.steps.next_step import STEP_OF_TASK
from registry.admin.steps.step import Step
from registry.models import Assessment, Consent, Family, Identification, Need, Task
from registry.services.assignment import BY_HAND
from registry.services.cartable import NATIONAL
from registry.services.publication import may_be_approved_by
from registry.services.stages import OPEN

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from registry.admin.file.summary import File

Status = Family.Status

# What comes next at each stage, and what else can be done there.
NEXT: dict[str, Step] = {
    Status.REFERRED: steps.CONTACT,
    Status.CONTACTED: steps.IDENTIFY,
    Status.IDENTIFIED: steps.VERIFY,
    Status.VERIFIED: steps.ASSESS,
    Status.RETURNED: REROUTE,
}
BESIDE: dict[str, tuple[Step, ...]] = {
    Status.REFERRED: (GIVE_BACK,),
    Status.CONTACTED: (steps.DOCUMENTS, steps.VERIFY, GIVE_BACK),
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


@dataclass(frozen=True)
class StruckOut:
    """How a task is struck out by hand, and what that takes."""

    step: str
    permission: Permission


BY_THE_ASSOCIATION = StruckOut("finish", Permission.EDIT_FAMILIES)
BY_THE_DESK = StruckOut("settle", Permission.REROUTE_FAMILIES)


@dataclass(frozen=True)
class Due:
    """One open task of the file: by when, in words, and where it is struck out."""

    task: Task
    words: str
    tone: str
    finish: Button | None


def stages(family: Family) -> Iterable[dict[str, Any]]:
    for stage, name, column in STAGES:
        at = getattr(family, column)
        yield {"name": name, "at": at, "here": stage == family.status, "done": bool(at)}


def waiting(file: "File") -> "StrOrPromise":
    """The sentence of the stage; where every need is decided, or approval is due, it says so."""
    if (told := consent_told(file)) is not None:
        return told
    undecided = any(need.status == Need.Status.DECLARED for need in file.rows.of(Need))
    if file.family.status == Status.ASSESSED and not undecided:
        if proposed(file):
            return _("Every need is decided; a second person has to look at what donors would see.")
        return _("The needs are assessed, and each of them is decided.")
    if file.family.status == Status.VERIFIED and submitted(file):
        return _("The needs are assessed; a second person has to approve the assessment.")
    if file.family.status == Status.IDENTIFIED and identified_by_the_reader(file):
        return _("You identified this family, so it is a colleague's turn to verify it.")
    return WAITING[file.family.status]


def consent_told(file: "File") -> "StrOrPromise | None":
    """What the first consent has to do with it, where it was taken back."""
    if file.family.has_withdrawn and file.family.status in OPEN:
        return _("The family took back its consent: nothing is done here until it agrees again.")
    given = [each for each in file.rows.of(Consent) if each.purpose == "case_services"]
    again = not file.family.has_withdrawn and any(each.withdrawn_at for each in given)
    if again and file.family.status == Status.CLOSED:
        return _("This file is closed. Its family has agreed again, so it can be opened again.")
    return None


def identified_by_the_reader(file: "File") -> bool:
    done = max(file.rows.of(Identification), key=lambda each: each.pk, default=None)
    return done is not None and done.done_by_id == file.user.pk


def due(file: "File") -> Iterable[Due]:
    """What is open, the most pressing first."""
    now = timezone.now()
    for task in file.rows.of(Task):
        today = timezone.localdate(task.due_at) == timezone.localdate(now)
        tone = "late" if task.late else "soon" if today else ""
        yield Due(task, due_in_words(task.due_at, now), tone, struck_out(file, task))


def struck_out(file: "File", task: Task) -> Button | None:
    """Where this reader strikes the task out; nothing where its step stands elsewhere."""
    review = steps.REVIEW_COVERAGE
    if _strikes_out(review, task) and file.may(review):
        return in_the_file(_("Look at it"), file.family, review.name, review.place)
    whose = BY_THE_DESK if task.kind in NATIONAL else BY_THE_ASSOCIATION
    if task.kind in BY_HAND and whose.permission in file.held:
        return in_the_file(_("Strike it out"), task, whose.step, f"task-{task.pk}")
    return None


def due_next(file: "File", tasks: list[Due]) -> Due | None:
    """The task that the next step strikes out."""
    step = NEXT.get(file.family.status)
    return next((each for each in tasks if step and _strikes_out(step, each.task)), None)


def _strikes_out(step: Step, task: Task) -> bool:
    return STEP_OF_TASK.get(Task.Kind(task.kind)) == step.name


def next_button(file: "File") -> Button | None:
    """The one step that carries the file on, for whoever may take it."""
    if file.family.has_withdrawn and file.family.status != Status.RETURNED:
        return None
    if file.family.status == Status.VERIFIED and (handed_in := submitted(file)):
        return approval(file, handed_in[0])
    if file.family.status == Status.IDENTIFIED and identified_by_the_reader(file):
        return None
    if file.family.status == Status.ASSESSED:
        return publication(file)
    step = NEXT.get(file.family.status)
    return button(file, step) if step and file.may(step) else None


def proposed(file: "File") -> list[Need]:
    rows = file.rows.of(Need)
    return [each for each in rows if each.publication == Need.Publication.PROPOSED]


def publication(file: "File") -> Button | None:
    """The first of the needs that wait for a second person, if this reader may be that person."""
    for need in proposed(file) if Permission.PUBLISH_NEEDS in file.held else ():
        if may_be_approved_by(need, file.user):
            address = reverse("admin:registry_need_approve", args=[need.pk])
            return Button(_("See the proposed need and approve it"), address)
    return None


def submitted(file: "File") -> list[Assessment]:
    rows = file.rows.of(Assessment)
    return [each for each in rows if each.status == Assessment.Status.SUBMITTED]


def approval(file: "File", handed_in: Assessment) -> Button | None:
    mine = handed_in.done_by_id == file.user.pk
    if mine or Permission.APPROVE_ASSESSMENTS not in file.held:
        return None
    address = reverse("admin:registry_assessment_change", args=[handed_in.pk])
    return Button(_("Look at the assessment and approve it"), address)


def beside(file: "File") -> Iterable[Button]:
    """What else can be done at this stage."""
    ended = file.family.status in Family.ENDED
    always = (REOPEN,) if ended else (ASSIGN, REROUTE, CLOSE)
    first = NEXT.get(file.family.status)
    for step in (*BESIDE.get(file.family.status, ()), *always):
        if step is not first and file.may(step) and step.refusal(file.family, file.user) is None:
            yield button(file, step)


def button(file: "File", step: Step) -> Button:
    if step.short:
        return in_the_file(step.title, file.family, step.name, "next")
    name = f"admin:registry_family_{step.name}"
    return Button(step.title, reverse(name, args=[file.family.pk]))
