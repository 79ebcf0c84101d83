"""What the office fills in for a client: who it is, and what it may ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.merging import SharedForm
from graphql_api.models import ApiClient
from graphql_api.models.vocabulary import Category
from registry.form_fields import MomentField
from registry.models import Province
from registry.models.record import in_order_of_names


def provinces() -> list[tuple[str, str]]:
    """The provinces in the language of the page, in its alphabet."""
    return [(each.code, each.name) for each in in_order_of_names(Province.objects.all())]


class ApiClientForm(SharedForm):
    """Scope is chosen from the country's own lists, never typed."""

    categories = forms.MultipleChoiceField(
        label=_("categories"),
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Nothing chosen means that the client sees nothing."),
    )
    provinces = forms.MultipleChoiceField(
        label=_("provinces"),
        choices=provinces,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Nothing chosen means that the client sees nothing."),
    )
    expires_at = MomentField(label=_("expires at"), required=False)

    class Meta:
        model = ApiClient
        fields = (
            "name",
            "kind",
            "categories",
            "provinces",
            "rate_per_minute",
            "capacity",
            "expires_at",
        )
