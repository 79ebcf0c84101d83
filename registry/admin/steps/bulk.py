"""A step on many rows of a list.

First its questions are asked, then `audit.trials` shows what would happen, and does exactly that.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from audit import versions
from audit.calendar import digits
from audit.changes import Change, Person, Reader
from audit.tracked import past_of
from audit.trials import CONFIRMED, Deed, Trial, Verdict, taken_and_refused
from permissions.access import access_of
from permissions.admin import back_to_list
from permissions.models import User
from registry.admin.steps.step import Step, StepForm, nothing_more
from registry.colleagues import known_people
from registry.models import Family

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_AT_ONCE = 100
MOST_REFUSALS = 10


def itself(row: Any) -> Any:
    return row


@dataclass(frozen=True)
class Bulk:
    """What a list offers to do with many of its rows: a step, and what is said of it."""

    step: Step
    title: "StrOrPromise"
    said: "StrOrPromise"
    shows: tuple[str, ...]  # the columns whose change tells what the step does
    # What stands for an answer that decides nothing, so that the trial needs no answer yet.
    trial: Mapping[str, Any] = field(default_factory=dict)
    beside: Callable[[HttpRequest, Any], dict[str, Any]] = nothing_more
    # The row that the step changes, where it is not the one that is listed.
    subject: Callable[[Any], Any] = itself


def take_on_all(
    pages: Any, request: HttpRequest, rows: models.QuerySet[Any], bulk: Bulk
) -> HttpResponse | None:
    """The action of a list: show first, act when that was confirmed."""
    if rows.count() > MOST_AT_ONCE:
        sentence = _(
            "At most %(most)s rows can be changed at once. Nothing was changed; choose fewer."
        )
        pages.message_user(request, sentence % {"most": digits(MOST_AT_ONCE)}, messages.WARNING)
        return None
    return Proceeding(pages, request, list(rows), bulk).answer()


class StepOnEach(Deed):
    """A step with its answers, taken by one person on each of the rows."""

    def __init__(self, pages: Any, request: HttpRequest, bulk: Bulk) -> None:
        self.pages, self.request, self.bulk = pages, request, bulk
        self.title, self.intro = bulk.title, bulk.step.intro
        self.given: Mapping[str, Any] = bulk.trial

    def perform(self, row: Any) -> object:
        return self.bulk.step.perform(row, self.request.user, self.given)

    def tried(self, row: Any) -> list[Change]:
        before = stored(self.subject(row))
        self.perform(row)
        return self.changes(before, stored(before))

    def mark(self, changes: Sequence[Change]) -> str:
        """Where to, to whom: a rule that chooses anew must not choose otherwise than was shown."""
        told = repr([(each.name, str(each.before), str(each.after)) for each in changes])
        return hashlib.sha256(told.encode()).hexdigest()[:16] if changes else ""

    def subject(self, row: Any) -> models.Model:
        return self.bulk.subject(row)  # type: ignore[no-any-return]  # rows are models

    def hold(self, rows: Sequence[Any]) -> None:
        """Their files first, as every step does."""
        files = (row if isinstance(row, Family) else getattr(row, "family", None) for row in rows)
        versions.hold(Family, {each.pk for each in files if each is not None})
        super().hold(rows)

    def name(self, row: Any) -> str:
        """What the row is called, and whose it is."""
        name, family = str(row), str(getattr(row, "family", None) or "")
        return name if family in name else f"{name} · {family}"

    def beside(self, row: Any) -> dict[str, Any]:
        return self.bulk.beside(self.request, row)

    def changes(self, before: Any, after: Any) -> list[Change]:
        reader = self.reader(type(before))
        reader.look_up([before, after])
        return reader.changes(after, before)

    def reader(self, model: type[models.Model]) -> Reader:
        """Tells a change as the history will tell it; columns that not everybody reads, never."""
        person = Person(
            user_id=self.request.user.pk or 0,
            place="",
            everywhere=False,
            hidden=frozenset(access_of(model).fields),
        )
        reader = Reader(past_of(model), self.visible, person)
        reader.fields = [each for each in reader.fields if each.name in self.bulk.shows]
        return reader

    def visible(self, model: type[models.Model]) -> models.QuerySet[Any]:
        if model is User:
            return known_people(self.request.user)  # type: ignore[no-any-return]  # a queryset
        return self.pages.choices_of(model, self.request, "view")  # type: ignore[no-any-return]  # a queryset


class Proceeding:
    """One step on many rows, shown to one person and taken by her."""

    def __init__(self, pages: Any, request: HttpRequest, rows: list[Any], bulk: Bulk) -> None:
        self.pages, self.request, self.bulk = pages, request, bulk
        self.deed = StepOnEach(pages, request, bulk)
        self.trial = Trial(self.deed, rows)
        self.confirmed = CONFIRMED in request.POST
        answered = self.confirmed or "answered" in request.POST
        data = request.POST if answered else None
        self.form: StepForm = bulk.step.form(data, row=rows[0], user=request.user)

    def answer(self) -> HttpResponse:
        form = self.form
        if not form.is_bound:
            asks = {name for name, each in form.fields.items() if each.required}
            return self.page(self.trial.shown() if asks <= set(self.bulk.trial) else [])
        if not form.is_valid():
            return self.page(self.trial.shown() if self.confirmed else [])
        self.deed.given = form.cleaned_data
        if not self.confirmed:
            return self.page(self.trial.shown())
        done, refused = taken_and_refused(self.trial.carried_out(self.request.POST))
        refusals = [f"{each.name}: {each.refusal}" for each in refused]
        tell(self.pages, self.request, len(done), refusals, self.bulk.said)
        return HttpResponseRedirect(back_to_list(self.pages, self.request))

    def page(self, verdicts: list[Verdict]) -> HttpResponse:
        context = {
            **self.pages.admin_site.each_context(self.request),
            **self.trial.page(verdicts),
            "opts": self.pages.opts,
            "form": self.form,
            "asking": not verdicts,
            "action": self.request.POST.get("action", ""),
            "settled": self.form.is_bound and not self.confirmed and bool(verdicts),
            "back": self.request.POST.get("back") or self.request.get_full_path(),
        }
        return TemplateResponse(self.request, "registry/bulk.html", context)


def tell(
    pages: Any, request: HttpRequest, done: int, refusals: Iterable[str], said: "StrOrPromise"
) -> None:
    """How many were taken, and why others were not."""
    if done:
        pages.message_user(request, str(said) % {"number": digits(done)}, messages.SUCCESS)
    for sentence in list(refusals)[:MOST_REFUSALS]:
        pages.message_user(request, sentence, messages.WARNING)


def stored(row: Any) -> Any:
    """The row as it stands, with what its name is made of."""
    return type(row)._default_manager.get(pk=row.pk)
