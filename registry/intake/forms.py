"""The pages a family fills in.  Eleven answers are required in all; the rest helps to help."""

from itertools import chain
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from registry import identity
from registry.form_fields import TomanField
from registry.intake.fields import (
    CountyField,
    TextField,
)
from registry.intake.pages import TURN
from registry.models import Axis, Consent, Family, Kinship
from registry.services.conversation import LONGEST
from registry.services.household import declarable

UNANSWERED = ("", _("No answer"))
TEXTS = {"autocomplete": "off"}


class PageForm(forms.Form):
    """One page; what it keeps are plain values that can be written down as they are."""

    def __init__(self, *args: Any, page: dict[str, Any] | None = None, **options: Any) -> None:
        if page is not None:
            options["initial"] = self.as_typed(page)
        super().__init__(*args, **{"label_suffix": "", **options})

    @property
    def only_shown(self) -> bool:
        """Whether the page is asked for in another language; then nothing was sent yet."""
        return TURN in self.data

    def full_clean(self) -> None:
        """What is still being written is not looked at."""
        if self.only_shown:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not self.only_shown and super().is_valid()

    def as_typed(self, page: dict[str, Any]) -> dict[str, Any]:
        """What stands in the fields when the family comes back."""
        return page

    def page(self) -> dict[str, Any]:
        return self.cleaned_data


class ConsentForm(PageForm):
    case_services = forms.BooleanField(
        label=_("The association may keep our data and use them to help us."),
        help_text=_("Needed: without it nobody may work for you."),
        error_messages={
            "required": _("Tick this box if you want help. Without it, nothing can be registered.")
        },
    )
    share_non_identifiable = forms.BooleanField(
        required=False,
        label=_("Our needs may be shown to donors without names, addresses or numbers."),
        help_text=_("Nobody can tell from it who you are. It brings help faster."),
    )
    share_with_partner = forms.BooleanField(
        required=False,
        label=_("Our file may be introduced to agencies such as the Relief Committee."),
        help_text=_("You are asked again before it happens."),
    )
    sponsorship_of_child = forms.BooleanField(
        required=False,
        label=_("Our children may have a sponsor."),
        help_text=_("A sponsor never learns the name, the school or the address of a child."),
    )
    messages = forms.BooleanField(
        required=False, label=_("The association may write to us and call us.")
    )

    def page(self) -> dict[str, bool]:
        return {purpose: bool(self.cleaned_data[purpose]) for purpose in Consent.Purpose.values}


class HomeForm(PageForm):
    county = CountyField(
        label=_("County where you live"),
        error_messages={"required": _("Choose the county; it decides who helps you.")},
    )
    address = TextField(
        label=_("Address"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
        help_text=_("As you would tell it to a visitor."),
        error_messages={"required": _("Write where a social worker can find you.")},
    )
    phone = TextField(
        label=_("Mobile number"),
        max_length=20,
        cleaner=identity.clean_mobile,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
        help_text=_("For example 09121234567."),
        error_messages={"required": _("Write a number on which you can be called.")},
    )
    postal_code = TextField(
        label=_("Postal code"),
        required=False,
        max_length=20,
        cleaner=identity.clean_postal_code,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "postal-code", "dir": "ltr"}
        ),
    )
    housing = forms.ChoiceField(
        label=_("Your home is"), required=False, choices=[UNANSWERED, *Family.Housing.choices]
    )
    rent_rial = TomanField(
        label=_("Rent a month"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"} | TEXTS),
    )
    income_rial = TomanField(
        label=_("Income of the whole family a month"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"} | TEXTS),
        help_text=_("In tomans; 0 if there is none."),
    )
    other_support = forms.ChoiceField(
        label=_("Does another body support you?"),
        required=False,
        choices=[UNANSWERED, ("none", _("no")), *Family.OtherSupport.choices[2:]],
    )
    preferred_support = forms.ChoiceField(
        label=_("Which help would you rather have?"),
        required=False,
        choices=[UNANSWERED, *Family.Support.choices[1:]],
    )

    def page(self) -> dict[str, Any]:
        """What was left out is not written down: the file says that it is not known."""
        return {name: told for name, told in self.cleaned_data.items() if told not in ("", None)}


class YesNoField(forms.TypedChoiceField):
    """Two buttons; neither is chosen beforehand."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        choices = [("yes", _("Yes")), ("no", _("No"))]
        super().__init__(choices=choices, coerce=lambda word: word == "yes", **options)


class PrisonerForm(PageForm):
    relation = forms.ChoiceField(
        label=_("The person in prison is my"),
        choices=[
            ("", _("Choose one")),
            (Kinship.Relation.SPOUSE.value, _("husband or wife")),
            (Kinship.Relation.PARENT.value, _("father or mother")),
            (Kinship.Relation.CHILD.value, _("son or daughter")),
            (Kinship.Relation.SIBLING.value, _("brother or sister")),
            (Kinship.Relation.OTHER.value, _("other relative")),
        ],
        error_messages={"required": _("Choose what this person is to you.")},
    )
    income_reaches = YesNoField(
        label=_("Does money that this person earns or owns still reach you?"),
        help_text=_("Wages, rent, savings you can use."),
        error_messages={"required": _("Answer yes or no.")},
    )
    other_parent = forms.BooleanField(
        required=False,
        label=_("The children's other parent is in prison too."),
    )

    def as_typed(self, page: dict[str, Any]) -> dict[str, Any]:
        return page | {"income_reaches": "yes" if page["income_reaches"] else "no"}


class NeedsForm(PageForm):
    """One list of boxes for each axis, and room for the family's own words."""

    text = TextField(
        label=_("In your own words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Read by those who work for you, and never shown to a donor."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds: dict[str, list[tuple[str, str]]] = {}
        for kind in declarable():
            kinds.setdefault(kind.axis, []).append((kind.code, kind.name))
        boxes = {
            axis: needs_field(HEADINGS[axis], kinds[axis]) for axis in HEADINGS if axis in kinds
        }
        self.fields = boxes | self.fields

    def as_typed(self, page: dict[str, Any]) -> dict[str, Any]:
        """Each list picks its own out of all that was chosen."""
        return dict.fromkeys(HEADINGS, page["codes"]) | {"text": page["text"]}

    def page(self) -> dict[str, Any]:
        lists = (self.cleaned_data.get(axis, []) for axis in HEADINGS)
        return {"codes": sorted(chain(*lists)), "text": self.cleaned_data["text"]}


def needs_field(label: Any, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


HEADINGS = {
    Axis.ECONOMIC.value: _("Living"),
    Axis.HEALTH.value: _("Health"),
    Axis.PSYCHOLOGICAL.value: _("Peace of mind"),
    Axis.SOCIAL.value: _("School, papers, prison visits"),
}
STEPS: dict[str, type[PageForm]] = {
    "consent": ConsentForm,
    "home": HomeForm,
    "prisoner": PrisonerForm,
    "needs": NeedsForm,
}
