"""What a family fills in about its own file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry import codes, identity
from registry.intake.fields import CountyField, TextField
from registry.intake.forms import PageForm
from registry.models import Family
from registry.services.conversation import LONGEST


class SignInForm(PageForm):
    """Read with mercy and told nothing: a code that cannot exist is a code that does not."""

    code = forms.CharField(
        label=_("Tracking code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}
        ),
        error_messages={
            "required": _("Write the tracking code that you were given after registering.")
        },
    )
    pin = forms.CharField(
        label=_("PIN"),
        max_length=20,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
        ),
        error_messages={"required": _("Write the six digits of your PIN.")},
    )

    def clean_code(self) -> str:
        try:
            return codes.read_tracking_code(self.cleaned_data["code"])
        except ValidationError:
            return ""

    def clean_pin(self) -> str:
        return codes.as_typed(self.cleaned_data["pin"])

    def refuse(self) -> None:
        self.add_error(
            None,
            _(
                "The code and the PIN do not fit, or they were wrong too often. Compare both with "
                "what you were given after registering. After five attempts you have to wait a "
                "quarter of an hour."
            ),
        )


class MessageForm(PageForm):
    body = TextField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something before you send it.")},
    )


class ContactForm(PageForm):
    phone = TextField(
        label=_("Mobile number"),
        max_length=20,
        cleaner=identity.clean_mobile,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
        error_messages={"required": _("Write a number on which you can be called.")},
    )
    county = CountyField(label=_("County where you live"))
    address = TextField(
        label=_("Address"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
        error_messages={"required": _("Write where a social worker can find you.")},
    )
    postal_code = TextField(
        label=_("Postal code"),
        required=False,
        max_length=20,
        cleaner=identity.clean_postal_code,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
    )

    @classmethod
    def of(cls, family: Family, data: Any = None) -> "ContactForm":
        return cls(data, page=cls.shown(family))

    @staticmethod
    def shown(family: Any) -> dict[str, str]:
        """What the page shows of a family, or of a record of its past."""
        return {
            "phone": family.phone,
            "county": family.county.code,
            "address": family.address,
            "postal_code": family.postal_code,
        }
