"""What the steps ask: one small form each, offering only what fits the row and the person."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audit.calendar import digits, figure
from permissions.access import access_of
from permissions.vocabulary import Permission
from registry.admin.steps.step import StepForm
from registry.form_fields import DayField, TomanField
from registry.models import (
    Association,
    Axis,
    Consent,
    Document,
    Identification,
    Member,
    NeedType,
    PrisonCoordination,
    Sensitivity,
    Verification,
)
from registry.services.assessment import current_model
from registry.services.assignment import CASELOAD, colleagues
from registry.services.contact import distance
from registry.services.documents import checklist
from registry.services.identification import coordinations_for
from registry.services.messages import LONGEST

UNKNOWN = ""


def written(rows: int = 3, **options: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(widget=forms.Textarea({"rows": rows}), **options)


class SometimesNeeded(forms.CharField):
    """Needed with some answers only; its help says with which."""

    sometimes = True


class NoteForm(StepForm):
    note = written(
        label=_("What was said"),
        required=False,
        help_text=_("It stays in the history of the file."),
    )


class ReasonForm(StepForm):
    reason = written(
        label=_("Reason"), help_text=_("It stays in the history, and inspectors read it.")
    )


class RerouteForm(ReasonForm):
    association = forms.ModelChoiceField(
        Association.objects.none(),
        label=_("Association"),
        help_text=_("The nearest come first, those that have had the file last."),
    )
    field_order = ("association", "reason")

    def prepare(self) -> None:
        others = Association.objects.exclude(pk=self.row.association_id)
        active = others.filter(status=Association.Status.ACTIVE)
        far = {each: distance(self.row, each) for each in active}
        self.fields["association"].queryset = active  # type: ignore[attr-defined]
        had = set(self.row.referrals.values_list("association", flat=True))
        nearest = sorted(far, key=lambda each: (each.pk in had, far[each] or 0, each.name))
        choices = [(each.pk, told(each, far[each], had=each.pk in had)) for each in nearest]
        self.fields["association"].choices = [("", "———"), *choices]  # type: ignore[attr-defined]


def told(association: Association, km: Decimal | None, *, had: bool) -> str:
    words = {"association": association, "km": "" if km is None else figure(km)}
    if km is None and had:
        return str(_("%(association)s – distance not known; has had the file") % words)
    if km is None:
        return str(_("%(association)s – distance not known") % words)
    if had:
        return str(_("%(association)s – %(km)s km; has had the file") % words)
    return str(_("%(association)s – %(km)s km") % words)


class IdentifyForm(StepForm):
    method = forms.ChoiceField(label=_("Method"), choices=Identification.Method.choices)
    coordination = forms.ModelChoiceField(
        PrisonCoordination.objects.none(),
        label=_("Coordination letter"),
        required=False,
        empty_label=_("none"),
        help_text=_("Only for meeting the prisoner face to face."),
    )
    on = DayField(label=_("Date"), help_text=_("For example 1405/2/9 or 2026-04-29."))
    result = forms.ChoiceField(
        label=_("Result"), choices=Identification.Result.choices, widget=forms.RadioSelect
    )
    notes = written(
        label=_("Notes"), required=False, help_text=_("Confidential: not everybody reads them.")
    )

    def prepare(self) -> None:
        self.fields["on"].initial = timezone.localdate
        letters = coordinations_for(self.row).select_related("prison")
        self.fields["coordination"].queryset = letters  # type: ignore[attr-defined]


class DocumentsForm(StepForm):
    def prepare(self) -> None:
        self.papers = checklist(self.row)
        for paper in self.papers:
            standing = paper.document.status if paper.document else Document.Status.PENDING
            self.fields[paper.key] = forms.ChoiceField(
                label=str(paper),
                choices=Document.Status.choices,
                initial=standing,
                widget=forms.RadioSelect,
            )

    def mandatory(self) -> list[forms.BoundField]:
        return [self[paper.key] for paper in self.papers if paper.kind.mandatory]

    def others(self) -> list[forms.BoundField]:
        return [self[paper.key] for paper in self.papers if not paper.kind.mandatory]


class VerifyForm(StepForm):
    decision = forms.ChoiceField(
        label=_("Decision"), choices=Verification.Decision.choices, widget=forms.RadioSelect
    )
    commission_no = forms.CharField(
        label=_("Number of the commission"), max_length=50, required=False
    )
    reason = SometimesNeeded(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed unless the family is verified."),
    )


class AssessForm(StepForm):
    """The questions of the current scoring model, axis by axis."""

    def prepare(self) -> None:
        persian = get_language() == "fa"
        for question in current_model().questions:
            options = [
                (str(value), option["fa"] if persian else option["en"])
                for value, option in enumerate(question["options"])
            ]
            self.fields[question["code"]] = forms.ChoiceField(
                label=question["text_fa"] if persian else question["text_en"],
                choices=[*options, (UNKNOWN, _("not known"))],
                initial=UNKNOWN,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[question["code"]].axis = question["axis"]  # type: ignore[attr-defined]
        self.fields["narrative"] = written(
            6,
            label=_("Report"),
            required=False,
            help_text=_("Confidential: how the family sees its problem, and how you see it."),
        )

    def axes(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The questions of each axis, under its name."""
        for axis in Axis:
            asked = [self[name] for name, field in self.fields.items() if _axis(field) == axis]
            yield str(axis.label), asked


def _axis(field: forms.Field) -> str:
    return getattr(field, "axis", "")


def answers_in(cleaned: Mapping[str, Any]) -> dict[str, int]:
    """What was answered; what is not known is left out."""
    return {
        code: int(value)
        for code, value in cleaned.items()
        if code != "narrative" and value != UNKNOWN
    }


class MemberChoice(forms.ModelChoiceField):
    def label_from_instance(self, member: Member) -> str:
        return f"{member} ({member.get_relation_display()})"


class AddNeedForm(StepForm):
    need_type = forms.ModelChoiceField(NeedType.objects.none(), label=_("Need"))
    member = MemberChoice(
        Member.objects.none(),
        label=_("For"),
        required=False,
        empty_label=_("the whole family"),
    )
    amount_rial = TomanField(label=_("Amount"), required=False)
    urgent = forms.BooleanField(label=_("It cannot wait"), required=False)

    def prepare(self) -> None:
        kinds = NeedType.objects.order_by("code")
        trusted = {Permission.VIEW_RESTRICTED}
        if not access_of(type(self.row)).held(self.user, self.row, trusted):
            kinds = kinds.exclude(sensitivity=Sensitivity.RESTRICTED)
        self.fields["need_type"].queryset = kinds  # type: ignore[attr-defined]
        self.fields["member"].queryset = self.row.members.all()  # type: ignore[attr-defined]


class ConfirmNeedForm(StepForm):
    amount_rial = TomanField(
        label=_("Amount"),
        required=False,
        help_text=_("In tomans; leave it empty if the need is not about money."),
    )
    urgent = forms.BooleanField(label=_("It cannot wait"), required=False)

    def prepare(self) -> None:
        self.fields["amount_rial"].initial = self.row.amount_rial


class ColleagueChoice(forms.ModelChoiceField):
    def label_from_instance(self, person: Any) -> str:
        number = {"person": person, "number": digits(person.open_files)}
        if person.open_files >= CASELOAD:
            return str(
                _("%(person)s – %(number)s open files, more than one person can keep") % number
            )
        return str(_("%(person)s – %(number)s open files") % number)


class AssignForm(StepForm):
    to = ColleagueChoice(Association.objects.none(), label=_("Colleague"))

    def prepare(self) -> None:
        self.fields["to"].queryset = colleagues(self.row.association)  # type: ignore[attr-defined]


class MessageForm(StepForm):
    body = written(6, label=_("Message"), max_length=LONGEST)


class ConsentForm(StepForm):
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Consent.Purpose.choices)
    method = forms.ChoiceField(
        label=_("How it was given"),
        choices=[
            (each.value, each.label) for each in Consent.Method if each != Consent.Method.ONLINE
        ],
        widget=forms.RadioSelect,
    )
