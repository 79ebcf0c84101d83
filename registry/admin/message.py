from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from audit.calendar import digits
from audit.changes import in_words as told
from permissions.access import access_of
from registry.admin.steps import questions
from registry.admin.steps.step import RowOfAFile, Step, unless
from registry.filters.message import ChangeRequestFilter, MessageFilter
from registry.identity import mask
from registry.models import ChangeRequest, County, Family, Member, Message
from registry.services.changes import (
    CHANGEABLE,
    NEW_MEMBER,
    accept_change,
    reject_change,
    require_acceptable,
    require_undecided,
)
from registry.services.household import OF_A_MEMBER
from registry.shown import in_words


def wanted_changes(request: HttpRequest, change: ChangeRequest) -> dict[str, Any]:
    """Column by column: what stands there, and what the family wants there."""
    columns = {column.name: column for column in Family._meta.fields}
    return {
        "wanted": [
            (columns[name].verbose_name, said(columns[name], pair["from"], pair["to"]))
            for name, pair in change.wanted.items()
            if name in CHANGEABLE
        ],
        "person": wanted_person(request, change),
        "joined": change.joined,
    }


def wanted_person(request: HttpRequest, change: ChangeRequest) -> list[tuple[Any, str]]:
    """Somebody the family wants added, as it described him; numbers as in the list of members."""
    page = change.wanted.get(NEW_MEMBER, {}).get("to") or {}
    identity = Member.access.fields
    held = access_of(Family).held(request.user, change.family, set(identity.values()))
    columns = {column.name: column for column in Member._meta.fields}
    return [
        (
            columns[name].verbose_name,
            digits(mask(page[name]))
            if name in identity
            else of_a_person(columns[name], page[name]),
        )
        for name in OF_A_MEMBER
        if page.get(name) and (name not in identity or identity[name] in held)
    ]


def of_a_person(column: models.Field, value: Any) -> str:
    """A value of a member as the request keeps it: days are kept as text."""
    return told(column, date.fromisoformat(value) if column.name == "birth_date" else value)


def said(column: models.Field, *values: Any) -> list[str]:
    """Values of a column of the family, as people read them."""
    if column.name == "county":
        counties = {each.code: str(each) for each in County.objects.filter(code__in=values)}
        return [counties.get(value, "") for value in values]
    labels = dict(column.flatchoices)
    return [
        str(labels.get(value) or in_words(column, value) or ("" if value is None else value))
        for value in values
    ]


ACCEPT = Step(
    name="accept",
    action="decide",
    title=_("Accept the change"),
    done=_("The file is changed as the family asked."),
    perform=lambda row, by, given: accept_change(request=row, by=by),
    against=unless(require_acceptable),
    template="registry/step_change.html",
    context=wanted_changes,
)
REJECT = Step(
    name="reject",
    short=True,
    action="decide",
    title=_("Reject the change"),
    done=_("The file stays as it was; the family reads the reason."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: reject_change(request=row, by=by, reason=given["reason"]),
    against=unless(require_undecided),
    template="registry/step_change.html",
    context=wanted_changes,
)

AFTER_A_JOINING = {
    ACCEPT.name: _(
        "The file is changed. The code and PIN given so far open nothing any more: give new ones "
        "to the person you have spoken with, and to nobody else."
    ),
    REJECT.name: _("The file stays as it was. Nothing of this is shown on the family's own page."),
}


@admin.register(Message)
class MessageAdmin(RowOfAFile):
    """The conversation is led from the file; here it is looked through."""

    list_display = ("family", "side", "author", "sent_at", "read_at")
    ordering = ("-sent_at", "-pk")
    filter_class = MessageFilter
    fields = ("family", "side", "author", "body", "sent_at", "read_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(ChangeRequest)
class ChangeRequestAdmin(RowOfAFile):
    list_display = ("family", "status", "source", "asked_at", "decided_by")
    filter_class = ChangeRequestFilter
    fields = ("family", "status", "source", "asked_at", "decided_by", "decided_at", "reason")
    steps = (ACCEPT, REJECT)

    def after(self, request: HttpRequest, row: Any, step: Step, result: object) -> HttpResponse:
        """Whoever registered second needs a key of her own, and the first holder must not hear."""
        told = replace(step, done=AFTER_A_JOINING[step.name]) if row.joined else step
        return super().after(request, row, told, result)
