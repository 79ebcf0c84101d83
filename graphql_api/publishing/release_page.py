"""The page on which the national office starts a release, after seeing what is due."""

from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from graphql_api.publishing.ledger import Entry
from graphql_api.publishing.period import period_in_full
from graphql_api.publishing.profiles import PROFILES, YEARLY_CAP
from graphql_api.publishing.publisher import DEFAULT_PROFILE
from graphql_api.publishing.release_jobs import ask_for_release, may_publish, what_is_due
from graphql_api.publishing.telling import price
from registry.errors import RuleError
from registry.waiting import go_to

NAMES = {
    "strict": gettext_lazy("strict: few numbers, least privacy spent"),
    "standard": gettext_lazy("standard"),
    "small": gettext_lazy("small: for a small registry, most privacy spent"),
}


def priced(name: str, entry: Entry) -> str:
    """A profile with what it would cost, and what the year would then have cost."""
    told = _("%(name)s · ε %(release)s, the year then %(year)s of %(cap)s")
    return told % {
        "name": NAMES[name],
        "release": price(entry.release_epsilon),
        "year": price(entry.year_epsilon),
        "cap": price(YEARLY_CAP),
    }


class ReleaseForm(forms.Form):
    profile = forms.ChoiceField(label=gettext_lazy("profile"), widget=forms.RadioSelect)

    def __init__(self, data: Any, prices: dict[str, Entry]) -> None:
        super().__init__(data, initial={"profile": DEFAULT_PROFILE})
        field = self.fields["profile"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, priced(name, prices[name])) for name in PROFILES if name in prices]


def release_page(page: ModelAdmin, request: HttpRequest) -> HttpResponse:
    if not may_publish(request.user):
        raise PermissionDenied
    due, refusal = what_is_due(), ""
    form = ReleaseForm(request.POST if request.method == "POST" else None, due.prices)
    if form.is_valid():
        try:
            job = ask_for_release(profile=form.cleaned_data["profile"], by=request.user)
        except RuleError as refused:
            refusal = str(refused)
        else:
            return go_to(request, job)
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "title": _("Make a release"),
        "due": due,
        "period": period_in_full(due.period),
        "last_period": period_in_full(due.last.period) if due.last else "",
        "held_back": max(0, due.approved - due.needs),
        "form": form,
        "refusal": refusal,
    }
    return TemplateResponse(request, "publishing/publish.html", context)
