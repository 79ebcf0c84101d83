"""What every page of the registry's office is: scoped, with its history, in the reader's words."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from audit.merging import SharedForm
from permissions.access import access_of
from permissions.admin import ScopedInline
from registry.admin.lists.pages import ListPages
from registry.colleagues import known_people
from registry.errors import RuleError
from registry.fields import EncryptedTextField
from registry.form_fields import IDENTITIES, DayField, MomentField, TomanField, WholeField
from registry.models import County
from registry.models.record import Named, in_order_of_names
from registry.shown import label_of


def typed_as(field: models.Field) -> dict[str, Any]:
    """Days, moments and money are typed as people write them."""
    if isinstance(field, models.DateTimeField):
        return {"form_class": MomentField, "widget": MomentField.widget}
    if isinstance(field, models.DateField):
        return {"form_class": DayField, "widget": DayField.widget}
    if field.name.endswith("_rial"):
        label = capfirst(str(label_of(field)))
        return {"form_class": TomanField, "widget": TomanField.widget, "label": label}
    if isinstance(field, models.IntegerField) and not field.choices:
        return {"form_class": WholeField, "widget": WholeField.widget}
    if isinstance(field, EncryptedTextField):
        return IDENTITIES.get(field.name, {"widget": forms.Textarea(attrs={"rows": 3})})
    return {}


def county_and_province(county: Any) -> str:
    """Names of counties repeat; with its province each is told apart."""
    return f"{county.name} – {county.province.name}"


def without_side_doors(given: Any) -> Any:
    """A choice is a choice; other rows are added and changed on their own pages, not in popups."""
    rows = getattr(given, "queryset", None)
    if rows is not None and issubclass(rows.model, Named):
        given.queryset = in_order_of_names(rows)
    if rows is not None and rows.model is County:
        given.queryset = given.queryset.select_related("province")
        given.label_from_instance = county_and_province
    if isinstance(getattr(given, "widget", None), RelatedFieldWidgetWrapper):
        for door in ("add", "change", "delete", "view"):
            setattr(given.widget, f"can_{door}_related", False)
    return given


def is_adding(request: HttpRequest) -> bool:
    return str(getattr(request.resolver_match, "url_name", "")).endswith("_add")


def leads_to_a_person(link: Prefetch) -> bool:
    return link.queryset is not None and issubclass(link.queryset.model, get_user_model())


class RegistryInline(ScopedInline):
    """Rows of a file on the page of the file."""

    form = SharedForm
    show_change_link = True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A cell's label stands in the table's head, so the input carries it along."""
        given: Any = super().formfield_for_dbfield(
            db_field, request, **{**typed_as(db_field), **kwargs}
        )
        if without_side_doors(given) is not None:
            inner = getattr(given.widget, "widget", given.widget)
            inner.attrs["aria-label"] = given.label
        return given


class RegistryAdmin(ListPages):
    """The only base class of the registry's pages."""

    save_as = False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        given = super().formfield_for_dbfield(db_field, request, **{**typed_as(db_field), **kwargs})
        return without_side_doors(given)

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Where there is only one to choose, it is chosen."""
        given = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if given and given.queryset is not None and given.required and is_adding(request):
            few = list(given.queryset[:2])
            given.initial = few[0].pk if len(few) == 1 else given.initial
        return given

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A page is called by the name of its row."""
        if context.get("original") is not None:
            context.update(title=str(context["original"]), subtitle=None)
        return super().render_change_form(request, context, *args, **kwargs)

    def visible_links(self, request: HttpRequest) -> list[Prefetch]:
        """Colleagues are called by their names, people of other places are not."""
        links = super().visible_links(request)
        if not any(leads_to_a_person(link) for link in links):
            return links
        people = known_people(request.user)
        return [
            Prefetch(link.prefetch_to, people) if leads_to_a_person(link) else link
            for link in links
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """What only doors may change is shown, not edited."""
        given = list(super().get_readonly_fields(request, obj))
        doors = [
            f.name for f in self.opts.fields if not f.editable and f.name in (self.fields or ())
        ]
        return [*given, *(name for name in doors if name not in given)]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The declared fields, without the columns this user may not read."""
        hidden = access_of(self.model).hidden_fields(request.user, obj)
        return [name for name in super().get_fields(request, obj) if name not in hidden]

    def refusal(self, request: HttpRequest, refused: RuleError) -> None:
        """Show a refusal as it stands."""
        self.message_user(request, str(refused), messages.WARNING)
