"""A family's file on one page: who, where, how far along, what comes next, and why.

Every section holds only rows its reader may see; a section she may see nothing of is not there.
"""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from permissions.access import access_of
from permissions.vocabulary import Permission
from registry.admin.file import sections, what_next
from registry.admin.file.past import Past
from registry.admin.file.rows import FileRows
from registry.admin.steps import family as steps
from registry.admin.steps.buttons import Button, buttons_of, in_the_file
from registry.admin.steps.step import Step
from registry.models import (
    Assessment,
    Axis,
    ChangeRequest,
    Consent,
    Coverage,
    CustodyEvent,
    Family,
    Identification,
    Kinship,
    Member,
    Message,
    Need,
    Prisoner,
    Referral,
    Registration,
    Verification,
)
from registry.services import stages
from registry.services.assessment import suggestions
from registry.services.documents import Paper, papers_of
from registry.services.scoring import level_of

ASKED = (
    Permission.VIEW_IDENTITY,
    Permission.VIEW_RESTRICTED,
    Permission.VIEW_MESSAGES,
    Permission.VIEW_ASSESSMENTS,
    Permission.VIEW_PRISONERS,
    Permission.READ_HISTORY,
    *set(Family.access.actions.values()),
    Permission.DECIDE_NEEDS,
    Permission.PROPOSE_NEEDS,
    Permission.PUBLISH_NEEDS,
    Permission.APPROVE_ASSESSMENTS,
)
IN_SHORT = 6  # entries of the past that stand in the file; the rest are on a page of their own


class File:
    """What one person may see and do in one file."""

    def __init__(self, family: Family, user: Any) -> None:
        self.family, self.user = family, user
        self.held = access_of(Family).held(user, family, set(ASKED))
        self.rows = FileRows(family, user)
        family.has_withdrawn = withdrawn(self.rows.of(Consent))

    def may(self, step: Step) -> bool:
        return access_of(Family).permission(step.action) in self.held

    def context(self) -> dict[str, Any]:
        tasks = list(what_next.due(self))
        return {
            "family": self.family,
            "sees": {each.name.lower(): each in self.held for each in ASKED},
            "stages": list(what_next.stages(self.family)),
            "waiting": what_next.waiting(self),
            "next": what_next.next_button(self),
            "beside": list(what_next.beside(self)),
            "tasks": tasks,
            "due_next": what_next.due_next(self, tasks),
            "edits": self.edits(),
            **self.people(),
            "coverage": first_of(self.rows.of(Coverage)),
            "referral": first_of(self.rows.of(Referral)),
            "identifications": self.rows.of(Identification),
            "verifications": self.rows.of(Verification),
            **self.papers(),
            **self.consents(),
            "changes": [self.with_buttons(each) for each in reversed(self.rows.of(ChangeRequest))],
            "words": self.words(),
            **self.messages(),
            **self.assessments(),
            "past": self.past(),
        }

    # Sections

    def edits(self) -> dict[str, Button]:
        """The sections of the family's own columns that this person may edit, at their places."""
        offered = {
            "contact": (sections.EDIT_CONTACT, _("Edit")),
            "means": (sections.EDIT_MEANS, _("Edit")),
            "members": (sections.ADD_MEMBER, _("Add a member")),
            "confirm": (steps.CONFIRM_DATA, _("Confirm")),
            "consents": (steps.CONSENT, _("Record a consent")),
            "write": (steps.WRITE, _("Write to the family")),
            "read": (steps.READ, _("I have read what the family wrote")),
        }
        return {
            name: in_the_file(title, self.family, step.name, step.place)
            for name, (step, title) in offered.items()
            if self.may(step)
        }

    def people(self) -> dict[str, Any]:
        """Who lives in the family, and who of it is in custody."""
        edits = Permission.EDIT_FAMILIES in self.held
        kinships = self.rows.of(Kinship)
        return {
            "members": [(each, edits and self.edit(each)) for each in self.rows.of(Member)],
            "kinships": [
                (each, edits and self.edit(each), self.released(each.prisoner)) for each in kinships
            ],
            "held": any(each.prisoner.held for each in kinships),
        }

    def released(self, prisoner: Prisoner) -> CustodyEvent | None:
        """His release; nothing while he is held."""
        if prisoner.custody_status != Prisoner.Custody.RELEASED:
            return None
        releases = self.rows.of(CustodyEvent)  # the latest first
        return next((each for each in releases if each.prisoner_id == prisoner.pk), None)

    def edit(self, row: Any) -> Button:
        return in_the_file(_("Edit"), row, "correct", f"{row._meta.model_name}-{row.pk}")

    def consents(self) -> dict[str, Any]:
        edits = Permission.EDIT_FAMILIES in self.held
        consents = [
            (
                each,
                edits and in_the_file(_("Withdraw"), each, "withdraw", f"consent-{each.pk}"),
            )
            for each in self.rows.of(Consent)
        ]
        return {"consents": consents}

    def with_buttons(self, change: ChangeRequest) -> tuple[ChangeRequest, Button | None]:
        """What the family wants changed; it is looked at on its own page, and rejected here."""
        if Permission.EDIT_FAMILIES not in self.held:
            return change, None
        return change, in_the_file(_("Reject"), change, "reject", f"changerequest-{change.pk}")

    def messages(self) -> dict[str, Any]:
        """The latest words on both sides, the newest last."""
        latest = self.rows.of(Message)
        unread = any(each.side == "family" and each.read_at is None for each in latest)
        return {"messages_of_the_family": latest, "unread": unread}

    def words(self) -> list[Registration]:
        """What the family wrote in its own words, each time it registered."""
        if Permission.VIEW_RESTRICTED not in self.held:
            return []
        return [each for each in self.rows.of(Registration) if each.words]

    def papers(self) -> dict[str, Any]:
        papers: list[Paper] = papers_of(**self.rows.papers())
        missing = [paper for paper in papers if paper.kind.mandatory and not paper.valid]
        return {"papers": papers, "missing": missing}

    def assessments(self) -> dict[str, Any]:
        """The scores, and under each axis its needs: those first that cannot wait."""
        all_of_them = self.rows.of(Assessment)
        approved = [each for each in all_of_them if each.status == Assessment.Status.APPROVED]
        waiting = [each for each in all_of_them if each.status == Assessment.Status.SUBMITTED]
        shown = first_of(approved or waiting)
        scores = {each["key"]: each for each in scores_of(shown)} if shown else {}
        needs = self.needs_by_axis()
        axes = [(axis.label, scores.get(axis.value), needs[axis.value]) for axis in Axis]
        return {
            "assessments": all_of_them,
            "assessment": shown,
            "axes": [each for each in axes if each[1] or each[2]],
            "suggested": self.suggested(approved[0]) if approved else [],
        }

    def needs_by_axis(self) -> dict[str, list[tuple[Need, list[Button]]]]:
        # Before the family is verified nothing is decided; the next step says what comes first.
        held = self.held if stages.allows(self.family, "decide needs") else frozenset()
        found: dict[str, list[tuple[Need, list[Button]]]] = {axis.value: [] for axis in Axis}
        for need in sorted(self.rows.of(Need), key=by_urgency):
            found[need.need_type.axis].append((need, list(buttons_of(need, self.user, held))))
        return found

    def suggested(self, assessment: Assessment) -> list[Any]:
        """Needs the answers point to: for those who may add one, and may read the answers."""
        if not (self.may(steps.ADD_NEED) and Permission.VIEW_RESTRICTED in self.held):
            return []
        return suggestions(assessment, self.rows.of(Need))

    def past(self) -> list[Any]:
        """The last things that happened in the whole file, for those who may read its history."""
        if Permission.READ_HISTORY not in self.held:
            return []
        return Past(self.family, self.user).entries(IN_SHORT)


def withdrawn(consents: list[Consent]) -> bool:
    """`Family.has_withdrawn`, of the rows that are read already."""
    services = [each for each in consents if each.purpose == Consent.Purpose.CASE_SERVICES]
    last = max(services, key=lambda each: each.pk, default=None)
    return last is not None and last.withdrawn_at is not None


def first_of(rows: list[Any]) -> Any:
    return rows[0] if rows else None


def by_urgency(need: Need) -> tuple[bool, str, int]:
    return need.urgency != Need.Urgency.URGENT, need.need_type.code, need.pk


def scores_of(assessment: Assessment) -> list[dict[str, Any]]:
    """The four axes, each with its score and level; none where too little is known."""
    thresholds = assessment.model.thresholds
    scores = [(axis, getattr(assessment, axis.value)) for axis in Axis]
    return [
        {
            "key": axis.value,
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
