"""The prison's side: prisoners, what happens to them, and the link for their families."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.merging import SharedForm
from registry import identity
from registry.admin.base import RegistryInline
from registry.admin.custody import TOLD
from registry.admin.paper.invitation import sheet_page
from registry.admin.steps.step import Step, StepForm, SteppingAdmin
from registry.errors import RuleError
from registry.filters.prisoner import PrisonerFilter
from registry.form_fields import DayField, MomentField, YearField
from registry.models import CustodyEvent, Invitation, Prison, Prisoner
from registry.models.record import in_order_of_names
from registry.services import custody, invitations, rearrest

OF_THE_PERSON = (
    "first_name",
    "last_name",
    "father_name",
    "national_id",
    "other_id",
    "birth_year",
    "sex",
    "marital",
    "dependants",
    "prison",
    "prisoner_no",
    "expected_release_on",
)

OF_A_PERSON = ("first_name", "last_name", "national_id")
DERIVED = ("custody_status", "detained_on", "due_back_on")


class InviteForm(StepForm):
    language = forms.ChoiceField(
        label=_("Language of the family"),
        choices=settings.LANGUAGES,
        initial="fa",
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=_("Handed over"),
        choices=Invitation.Channel.choices,
        initial=Invitation.Channel.PAPER,
        widget=forms.RadioSelect,
    )

    def prepare(self) -> None:
        self.initial = {"language": "fa", "channel": Invitation.Channel.PAPER.value}


WHEN = _("For example 1405/2/9 14:30 or 2026-04-29 14:30, Tehran time.")


class EventForm(StepForm):
    kind = forms.ChoiceField(
        label=_("What happened"), choices=[("", _("Choose one")), *CustodyEvent.Kind.choices]
    )
    at = MomentField(label=_("When"), help_text=WHEN)
    prison = forms.ModelChoiceField(
        Prison.objects.none(),
        label=_("Taken to"),
        required=False,
        help_text=_("Only for a transfer to another prison."),
    )
    release_kind = forms.ChoiceField(
        label=_("Kind of release"),
        choices=[("", _("Choose one")), *CustodyEvent.Release.choices],
        required=False,
        help_text=_("Only for a release."),
    )
    due_back_on = DayField(
        label=_("Due back on"),
        required=False,
        help_text=_("Only when a leave begins, and if a day was set."),
    )
    document_no = forms.CharField(label=_("Letter number"), required=False, max_length=50)

    def prepare(self) -> None:
        field = self.fields["prison"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = in_order_of_names(Prison.objects.all())


def record(prisoner: Prisoner, by: Any, answers: Any) -> CustodyEvent:
    given = dict(answers)
    told = {name: given.pop(name) for name in ("document_no", "release_kind", "due_back_on")}
    particulars = custody.Particulars(**told)
    return custody.record_event(prisoner=prisoner, by=by, particulars=particulars, **given)


def not_invited(prisoner: Prisoner) -> str | None:
    refusal = invitations.against_inviting(prisoner)
    return str(refusal) if refusal else None


def registered_before(request: HttpRequest, prisoner: Prisoner) -> dict[str, Any]:
    """When a family came by an invitation of his last; it needs no second one."""
    used = prisoner.invitations.exclude(used_at=None)
    return {"registered_at": used.order_by("-used_at").values_list("used_at", flat=True).first()}


STEPS = (
    Step(
        name="invite",
        action="invite",
        title=_("Invite the family"),
        done=_("The invitation was issued."),
        intro=_(
            "The next page shows the link once, ready to print. An older invitation of this "
            "prisoner that was not used ends at the same moment."
        ),
        perform=lambda prisoner, by, answers: invitations.issue(
            prisoner=prisoner, issued_by=by, **answers
        ),
        form=InviteForm,
        template="registry/step_invite.html",
        context=registered_before,
        against=not_invited,
        beside=lambda prisoner: list(prisoner.invitations.all()),
    ),
    Step(
        name="event",
        action="change",
        title=_("Record a custody event"),
        done=_("The event was recorded; what follows from it has been done."),
        intro=_("Enter what happened in any order; late entries are sorted by their date."),
        perform=record,
        form=EventForm,
    ),
)


class PrisonerForm(SharedForm):
    birth_year = YearField(label=_("Year of birth"), required=False)
    filled_in_by: Any = None
    admitted_at = MomentField(
        label=_("Date of admission"),
        help_text=WHEN,
    )

    class Meta:
        model = Prisoner
        fields = OF_THE_PERSON

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            del self.fields["admitted_at"]  # a question of the admission alone

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance._state.adding and not self.errors:
            told = Prisoner(**{name: self.cleaned_data.get(name) or "" for name in OF_A_PERSON})
            try:
                rearrest.whom_it_means(
                    told=told, at=self.cleaned_data["admitted_at"], by=self.filled_in_by
                )
            except RuleError as refused:
                self.add_error("national_id", str(refused))
        return cleaned

    def clean_admitted_at(self) -> datetime:
        at: datetime = self.cleaned_data["admitted_at"]
        custody.require_past(at)
        return at

    def clean_national_id(self) -> str:
        typed = self.cleaned_data["national_id"]
        return identity.clean_national_id(typed) if typed else ""


class CustodyEventInline(RegistryInline):
    """What has happened so far; more is recorded by the step of the page."""

    model = CustodyEvent
    fields = TOLD

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class InvitationInline(RegistryInline):
    model = Invitation
    fields = ("prison", "language", "channel", "expires_at", "used_at", "revoked_at")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Prisoner)
class PrisonerAdmin(SteppingAdmin):
    form = PrisonerForm
    list_display = ("last_name", "first_name", "prisoner_no", "prison", "custody_status")
    filter_class = PrisonerFilter
    search_fields = ("search_key",)
    fields = ("admitted_at", *OF_THE_PERSON, *DERIVED)
    inlines = (CustodyEventInline, InvitationInline)
    steps = STEPS

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """On admission the first event is asked for; later, what events have led to is shown."""
        skipped = DERIVED if obj is None else ("admitted_at",)
        return [name for name in super().get_fields(request, obj) if name not in skipped]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """A prisoner changes his prison by an event, not by a correction."""
        given = super().get_readonly_fields(request, obj)
        return given if obj is None else [*given, "prison"]

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        return list(self.inlines) if obj is not None else []

    def get_form(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        form: Any = super().get_form(request, *args, **options)
        form.filled_in_by = request.user  # the class is made for this request
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """An admission may mean somebody who was released elsewhere; then he is the one added."""
        if change:
            super().save_model(request, obj, form, change)
            return
        at = form.cleaned_data["admitted_at"]
        known = rearrest.readmit(told=obj, at=at, by=request.user)
        if known:
            obj.__dict__.update(known.__dict__)
            return
        super().save_model(request, obj, form, change)
        kind = CustodyEvent.Kind.ADMISSION
        custody.record_event(prisoner=obj, kind=kind, at=at, by=request.user)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        prisoner = context.get("original")
        if prisoner is not None:
            context["doors"] = self.doors(request, prisoner)
        return super().render_change_form(request, context, *args, **options)

    def after(self, request: HttpRequest, row: Any, step: Step, result: object) -> HttpResponse:
        if step.name == "invite":
            assert isinstance(result, tuple)
            return sheet_page(self, request, *result)
        return super().after(request, row, step, result)

    def where_next(self, request: HttpRequest, row: models.Model) -> str:
        """After a transfer the prisoner is another prison's to see."""
        if self.may(request, "view", row):
            return super().where_next(request, row)
        return reverse("admin:registry_prisoner_changelist")
