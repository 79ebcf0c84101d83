from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from permissions.roles import Role
from permissions.vocabulary import Permission
from registry.admin.steps.step import StepForm
from registry.models import Association, Prison, Province
from registry.models.record import in_order_of_names
from registry.services.accounts import Newcomer, Place, roles_open_to

PLACES: dict[str, Any] = {"association": Association, "prison": Prison, "province": Province}


class PostForm(forms.Form):
    """A role and the place where it is held."""

    role = forms.ChoiceField(label=_("role"))
    association: Any = forms.ModelChoiceField(None, label=_("association"), required=False)
    prison: Any = forms.ModelChoiceField(None, label=_("prison"), required=False)
    province: Any = forms.ModelChoiceField(None, label=_("province"), required=False)

    def offer(self, by: Any) -> None:
        """Only the roles this person may give, and the places where she may give them."""
        roles = roles_open_to(by)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        places = {name for name in PLACES for role in roles if role.value in Role.at(name)}
        for name, model in PLACES.items():
            if name not in places:
                del self.fields[name]
                continue
            rows = model.access.where(model.objects.all(), by, Permission.MANAGE_STAFF)
            self.fields[name].queryset = in_order_of_names(rows)  # type: ignore[attr-defined]
            if rows.count() == 1:
                self.initial.setdefault(name, rows.get())

    def clean(self) -> dict[str, Any]:
        """Exactly the place that the role is held at."""
        given: dict[str, Any] = super().clean() or {}
        if "role" in given:
            for name in PLACES:
                self._settle(name, given)
        return given

    def _settle(self, name: str, given: dict[str, Any]) -> None:
        if given["role"] not in Role.at(name):
            given[name] = None
        elif given.get(name) is None and name not in self.errors:
            sentence = _("This role is held at a place: choose the %(place)s.")
            self.add_error(name, sentence % {"place": self.fields[name].label})

    @property
    def chosen_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    @property
    def chosen_place(self) -> Place | None:
        chosen = (self.cleaned_data.get(name) for name in PLACES)
        return next((place for place in chosen if place is not None), None)


class NewcomerForm(PostForm):
    """A person, the account, the role, the place: all that begins somebody's work here."""

    first_name = forms.CharField(label=_("first name"), max_length=100)
    last_name = forms.CharField(label=_("last name"), max_length=100)
    sign_in_name = forms.CharField(
        label=_("sign-in name"),
        max_length=40,
        help_text=_("Small Latin letters, for example m.kazemi. The code of the place is added."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)

    field_order = ("first_name", "last_name", "sign_in_name", "language")

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(by)

    @property
    def newcomer(self) -> Newcomer:
        names = ("first_name", "last_name", "sign_in_name", "language")
        return Newcomer(**{name: self.cleaned_data[name] for name in names})


class SecondRoleForm(StepForm, PostForm):
    """Another role for somebody who has an account already."""

    def prepare(self) -> None:
        self.offer(self.user)
        for asked in self.fields.values():
            asked.label = capfirst(str(asked.label))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors:
            given["post"] = {"role": self.chosen_role, "place": self.chosen_place}
        return given
