"""The sections of a file, each edited at its own place: a few columns of one row as a form."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from permissions.access import access_of
from registry.admin.base import typed_as, without_side_doors
from registry.admin.steps.step import Step, StepForm
from registry.models import Family, Kinship, Member, Need
from registry.services import correction


def asked(column: models.Field, **_options: Any) -> Any:
    """A column as people type it, called as the rest of the office calls it."""
    return without_side_doors(column.formfield(**typed_as(column)))


class SectionForm(StepForm):
    """The columns of a section that this person may read, as they stand."""

    model: ClassVar[type[models.Model]]
    columns: ClassVar[tuple[str, ...]]

    def prepare(self) -> None:
        row = self.row if isinstance(self.row, self.model) else None
        hidden = access_of(self.model).hidden_fields(self.user, row)
        names = [name for name in self.columns if name not in hidden]
        self.fields |= forms.fields_for_model(self.model, fields=names, formfield_callback=asked)
        if row is not None:
            # An address may open a section, and never fill it in: the next press would save it.
            self.initial = forms.model_to_dict(row, fields=names)

    @classmethod
    def undoes(cls, row: Any, before: Any) -> bool:
        """Only what stands in this very section: two people may have two sections open."""
        if not isinstance(row, cls.model):
            return True
        columns = [each for each in row._meta.concrete_fields if each.name in cls.columns]
        return any(
            each.value_from_object(row) != each.value_from_object(before) for each in columns
        )


class ContactForm(SectionForm):
    model = Family
    columns = ("contact_name", "phone", "county", "address", "postal_code", "language")


class MeansForm(SectionForm):
    model = Family
    columns = ("housing", "rent_rial", "income_rial", "other_support", "preferred_support")


class MemberForm(SectionForm):
    model = Member
    columns = (
        "first_name",
        "last_name",
        "relation",
        "sex",
        "birth_date",
        "birth_date_estimated",
        "national_id",
        "other_id",
        "marital",
        "school",
        "grade",
        "job",
        "insurance",
        "disability",
        "chronic_illness",
        "lives_with",
    )


class KinshipForm(SectionForm):
    model = Kinship
    columns = ("relation",)


class NeedForm(SectionForm):
    model = Need
    columns = ("amount_rial", "urgency")


def corrected(row: Any, by: Any, given: Any) -> Any:
    """Save, and look at what is stored: it must still be inside what the person may change."""
    with transaction.atomic():
        stored = correction.correct(row=row, given=given)
        if not access_of(type(row)).holds(by, "change", stored):
            raise PermissionDenied
    return stored


def section(name: str, title: Any, form: type[SectionForm], place: str = "") -> Step:
    return Step(
        name=name,
        action="change",
        title=title,
        done=_("Saved."),
        form=form,
        perform=corrected,
        submit=_("Save"),
        short=True,
        place=place,
    )


EDIT_CONTACT = section("contact-data", _("Contact and address"), ContactForm, "contact")
EDIT_MEANS = section("means", _("Housing and money"), MeansForm, "means")
EDIT_MEMBER = section("correct", _("Data of the member"), MemberForm)
EDIT_KINSHIP = Step(
    name="correct",
    action="correct",
    title=_("What the prisoner is to the family"),
    done=_("Saved."),
    form=KinshipForm,
    perform=lambda row, by, given: correction.correct(row=row, given=given),
    submit=_("Save"),
    short=True,
)
ADD_MEMBER = Step(
    name="add-member",
    action="change",
    title=_("Add a member"),
    done=_("The member stands in the file."),
    form=MemberForm,
    perform=lambda row, by, given: correction.add_member(family=row, given=given),
    short=True,
    place="members",
)
CORRECT_NEED = Step(
    name="correct",
    action="decide",
    title=_("Amount and urgency"),
    done=_("Saved."),
    form=NeedForm,
    perform=lambda row, by, given: correction.correct_need(need=row, given=given),
    submit=_("Save"),
    short=True,
)
