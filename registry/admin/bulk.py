"""A step on many rows of a list: first a page that says what would happen, then the step.

The page is a trial: the step is taken on each row, by the same service and with the same
guards, in a transaction that is then undone.  What is confirmed is exactly what was shown: the
rows that would change, each as it stood then.  A row that somebody has changed since is refused
by its name, and so is one whose turn has gone by.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from audit import versions
from audit.calendar import digits
from audit.changes import Change, Person, Reader
from audit.tracked import past_of
from permissions.access import access_of
from permissions.admin import back_to_list
from permissions.models import User
from registry.admin.people import known_people
from registry.admin.steps import Step, StepForm, nothing_more
from registry.errors import changed_since
from registry.models import Family
from registry.services.stages import locked

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_AT_ONCE = 100
MOST_SHOWN = 30  # of each kind; the rest are counted
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


@dataclass(frozen=True)
class Verdict:
    """What would happen to one row."""

    row: Any
    name: str
    seen: str
    changes: list[Change]
    refusal: str = ""


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


class Proceeding:
    """One step on many rows, shown to one person and taken by her."""

    def __init__(self, pages: Any, request: HttpRequest, rows: list[Any], bulk: Bulk) -> None:
        self.pages, self.request, self.rows, self.bulk = pages, request, rows, bulk
        self.confirmed = "confirmed" in request.POST
        answered = self.confirmed or "answered" in request.POST
        data = request.POST if answered else None
        self.form: StepForm = bulk.step.form(data, row=rows[0], user=request.user)

    def answer(self) -> HttpResponse:
        form, trial = self.form, self.bulk.trial
        if not form.is_bound:
            asks = {name for name, each in form.fields.items() if each.required}
            return self.page(self.tried(trial) if asks <= set(trial) else [])
        if not form.is_valid():
            return self.page(self.tried(trial) if self.confirmed else [])
        if not self.confirmed:
            return self.page(self.tried(form.cleaned_data))
        self.carry_out(form.cleaned_data)
        return HttpResponseRedirect(back_to_list(self.pages, self.request))

    # The trial

    def tried(self, given: Mapping[str, Any]) -> list[Verdict]:
        """Take the step on every row, look what it did, and undo it all."""
        with transaction.atomic():
            verdicts = [self.verdict(row, given) for row in self.rows]
            transaction.set_rollback(True)
        return verdicts

    def verdict(self, row: Any, given: Mapping[str, Any]) -> Verdict:
        before = stored(self.bulk.subject(row))
        seen, name = self.version_of(before), name_of(row)
        try:
            with transaction.atomic():
                self.bulk.step.perform(row, self.request.user, given)
        except ValidationError as refused:
            return Verdict(row, name, seen, [], sentence_of(refused))
        return Verdict(row, name, seen, self.changes(before, stored(before)))

    def changes(self, before: Any, after: Any) -> list[Change]:
        reader = self.reader()
        reader.look_up([before, after])
        return reader.changes(after, before)

    def reader(self) -> Reader:
        """Tells a change as the history will tell it; columns that not everybody reads, never."""
        model = type(self.bulk.subject(self.rows[0]))
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

    def page(self, verdicts: list[Verdict]) -> HttpResponse:
        taken = [each for each in verdicts if not each.refusal]
        refused = [each for each in verdicts if each.refusal]
        context = {
            **self.pages.admin_site.each_context(self.request),
            "opts": self.pages.opts,
            "title": self.bulk.title,
            "bulk": self.bulk,
            "form": self.form,
            "rows": self.rows,
            "asking": not verdicts,
            "taken": taken,
            "shown": [self.with_beside(each) for each in taken[:MOST_SHOWN]],
            "refused": refused,
            "refused_shown": refused[:MOST_SHOWN],
            "action": self.request.POST.get("action", ""),
            "settled": self.form.is_bound and not self.confirmed and bool(verdicts),
            "back": self.request.POST.get("back") or self.request.get_full_path(),
        }
        return TemplateResponse(self.request, "registry/bulk.html", context)

    def with_beside(self, verdict: Verdict) -> tuple[Verdict, dict[str, Any]]:
        return verdict, self.bulk.beside(self.request, verdict.row)

    def version_of(self, row: Any) -> str:
        """What changes whenever the row does."""
        return str(versions.version_of(row))

    # The step itself

    def carry_out(self, given: Mapping[str, Any]) -> None:
        """Exactly the rows that were shown, each as it was shown."""
        done, refusals = 0, []
        for row in self.rows:
            try:
                with transaction.atomic():
                    self.require_unchanged(row)
                    self.bulk.step.perform(row, self.request.user, given)
            except ValidationError as refused:
                refusals.append(f"{name_of(row)}: {sentence_of(refused)}")
            else:
                done += 1
        tell(self.pages, self.request, done, refusals, self.bulk.said)

    def require_unchanged(self, row: Any) -> None:
        """Under the lock of its file, which every step takes first."""
        family = row if isinstance(row, Family) else getattr(row, "family", None)
        if family is not None:
            locked(family)
        standing = self.version_of(stored(self.bulk.subject(row)))
        if self.request.POST.get(f"seen-{row.pk}") != standing:
            raise changed_since()


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


def name_of(row: Any) -> str:
    """What the row is called, and whose it is."""
    name, family = str(row), str(getattr(row, "family", None) or "")
    return name if family in name else f"{name} · {family}"


def sentence_of(refused: ValidationError) -> str:
    """A refusal of a rule, or of what may stand in a column."""
    return " ".join(refused.messages)
