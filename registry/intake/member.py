"""The page on which a family writes down one person of its household."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry import identity
from registry.intake.fields import BirthField, TextField, birth_as_typed
from registry.intake.forms import TEXTS, UNANSWERED, PageForm
from registry.models import Member
from registry.models.prisoner import Sex

Relation = Member.Relation
# Relations that say the sex.
WOMEN, MEN = (Relation.MOTHER, Relation.DAUGHTER), (Relation.FATHER, Relation.SON)


class MemberForm(PageForm):
    """A person of the household; the first one is who writes."""

    first_name = TextField(
        label=_("First name"),
        max_length=100,
        widget=forms.TextInput(attrs=TEXTS),
        error_messages={"required": _("Write the first name.")},
    )
    last_name = TextField(
        label=_("Last name"),
        max_length=100,
        widget=forms.TextInput(attrs=TEXTS),
        error_messages={"required": _("Write the last name.")},
    )
    relation = forms.ChoiceField(
        label=_("Relation to you"),
        choices=[("", _("Choose one")), *Member.Relation.choices[1:]],
        error_messages={"required": _("Choose how this person is related to you.")},
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=Sex.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    birth = BirthField(
        label=_("Date of birth"),
        max_length=20,
        help_text=_("For example 1375/2/9. If you do not know the day, the year is enough."),
        widget=forms.TextInput(attrs={"dir": "ltr"} | TEXTS),
        error_messages={"required": _("Write the date of birth, or only the year.")},
    )
    national_id = TextField(
        label=_("National ID"),
        required=False,
        max_length=20,
        cleaner=identity.clean_national_id,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"} | TEXTS),
        help_text=_("Ten digits. Leave it empty if there is none."),
    )
    other_id = TextField(
        label=_("Number of another document"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr"} | TEXTS),
        help_text=_("Passport or residence card, for those without a national ID."),
    )
    school = forms.ChoiceField(
        label=_("School"), required=False, choices=[UNANSWERED, *Member.School.choices[:-1]]
    )
    insurance = forms.ChoiceField(
        label=_("Health insurance"),
        required=False,
        choices=[UNANSWERED, *Member.Insurance.choices[1:]],
    )
    disability = forms.BooleanField(required=False, label=_("Lives with a disability"))
    chronic_illness = forms.BooleanField(required=False, label=_("Has a chronic illness"))

    def __init__(
        self,
        *args: Any,
        head: bool = False,
        others: Iterable[dict[str, Any]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.head = head
        self.taken = {person["national_id"] for person in others} - {""}
        if head:
            del self.fields["relation"]
            self.ask_herself()

    def ask_herself(self) -> None:
        """Who writes is asked about herself, not about somebody."""
        self.fields["national_id"].help_text = _("Ten digits. Leave it empty if you have none.")
        self.fields["other_id"].help_text = _(
            "Passport or residence card, if you have no national ID."
        )
        self.fields["disability"].label = _("You live with a disability")
        self.fields["chronic_illness"].label = _("You have a chronic illness")

    def clean_national_id(self) -> str:
        """A number is one person's."""
        number = str(self.cleaned_data["national_id"])
        if number in self.taken:
            raise forms.ValidationError(
                _("Somebody else of your household has this number already. Compare the two."),
                code="number_of_another",
            )
        return number

    def clean_sex(self) -> str:
        sex, relation = str(self.cleaned_data["sex"]), self.cleaned_data.get("relation")
        if (relation in WOMEN and sex == Sex.MALE) or (relation in MEN and sex == Sex.FEMALE):
            raise forms.ValidationError(
                _("This does not fit the relation you have chosen. Correct one of the two."),
                code="not_of_the_relation",
            )
        return sex

    def as_typed(self, page: dict[str, Any]) -> dict[str, Any]:
        return page | {"birth": birth_as_typed(page)}

    def page(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given |= given.pop("birth")
        given["relation"] = Member.Relation.HEAD.value if self.head else given["relation"]
        # Left out is stored as what the file says of it: not known, or not a pupil.
        given["school"] = given["school"] or Member.School.NOT_APPLICABLE.value
        given["insurance"] = given["insurance"] or Member.Insurance.UNKNOWN.value
        return given
