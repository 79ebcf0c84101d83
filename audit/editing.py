"""Pages on which several people may be at work: nobody's change is lost without a word.

Every form and every list carries the versions of the rows it shows (`audit.versions`).  A form
is merged into the row as it is now, or asks (`audit.merging`); a step or an action on a row that
has changed meanwhile is not taken, and says what has changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit import trials, versions
from audit.admin import HistoryAdmin
from audit.calendar import digits, moment_in_words
from audit.changes import HIDDEN, Entry
from audit.merging import Conflict, SharedForm
from permissions.access import access_of

MOST_TOLD = 20
MOST_NAMED = 3


@dataclass(frozen=True)
class Dispute:
    """A field that two people changed, and who the other one is."""

    conflict: Conflict
    by: str


@dataclass(frozen=True)
class Meanwhile:
    """What happened to a row since a page was opened; without the version, nobody knows."""

    known: bool
    entries: list[Entry]


class EditingAdmin(HistoryAdmin):
    """An admin whose rows are edited by several people."""

    form = SharedForm

    # Forms

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Where two people changed the same, the page asks which is to stand."""
        disputes = [
            (form, self.disputes(request, form)) for form in shared_forms(context) if form.conflicts
        ]
        context["disputes"] = disputes
        response = super().render_change_form(request, context, *args, **kwargs)
        if disputes:
            response.status_code = 409
        return response

    def disputes(self, request: HttpRequest, form: SharedForm) -> list[Dispute]:
        entries = self.since(request, form.instance, form.seen, form.now)
        return [
            Dispute(conflict, last_of(entries, conflict.name, request))
            for conflict in form.conflicts
        ]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Say what of others' work was met and kept."""
        super().save_related(request, form, formsets, change)
        for each in [form, *(row for formset in formsets for row in formset.initial_forms)]:
            if isinstance(each, SharedForm) and each.met and each.seen != each.now:
                self.tell_what_stands(request, each.instance, each.seen, each.now)

    def tell_what_stands(self, request: HttpRequest, row: Any, seen: int, now: int) -> None:
        """What others changed while the page was open, and what was not touched."""
        entries = self.since(request, row, seen, now)
        labels = list(dict.fromkeys(c.label for entry in reversed(entries) for c in entry.changes))
        if not labels:
            return
        sentence = _(
            "While you had the page open, %(who)s changed: %(fields)s (%(moment)s). That stands, "
            "and so does what you have changed."
        )
        told = {
            "who": who(entries[0], request),
            "fields": ", ".join(labels),
            "moment": moment_in_words(entries[0].record.history_date),
        }
        self.message_user(request, sentence % told, messages.INFO)

    def since(self, request: HttpRequest, row: Any, seen: int, now: int) -> list[Entry]:
        """What was changed in a row between two versions, newest first, as this reader may know."""
        keeper = self if type(row) is self.model else self.admin_site._registry.get(type(row))
        if not isinstance(keeper, HistoryAdmin) or now == versions.NONE:
            return []
        records = keeper.past(row).filter(history_id__gte=seen, history_id__lte=now)
        found = list(records[: MOST_TOLD + 1])
        hidden = access_of(type(row)).hidden_fields(request.user, row)
        told = len(found) if seen == versions.NONE else len(found) - 1
        reader = keeper.reader(request, row)
        # What she is about to write over is on her page already, encrypted or not.
        reader.person = replace(reader.person, hidden=hidden, sealed_too=True)
        entries = reader.entries(found, told)
        return [
            replace(entry, changes=[c for c in entry.changes if c.name not in hidden])
            for entry in entries
        ]

    # Steps

    def held(self, request: HttpRequest, object_id: str) -> Any:
        """The row; whoever is about to change it has it to herself until she is done."""
        row = self.get_object(request, unquote(object_id))
        if row is None or request.method != "POST":
            return row
        versions.hold(self.model, [row.pk])
        return self.get_object(request, unquote(object_id))

    def meanwhile(
        self, request: HttpRequest, row: models.Model, beside: Sequence[models.Model] | None = None
    ) -> Meanwhile | None:
        """What has happened to the row, and to those beside it, since the page that was sent.

        None if nothing has.
        """
        seen = versions.opened(row, request.POST.get(versions.FIELD, ""))
        moved: list[tuple[models.Model, int, int]] | None = []
        if beside is not None:
            sealed = request.POST.get(versions.FIELD_BESIDE, "")
            moved = versions.moved_beside(row, beside, sealed)
        if seen is None or moved is None:
            return Meanwhile(known=False, entries=[])
        now = versions.version_of(row)
        if seen != now:
            moved = [(row, seen, now), *moved]
        if not moved:
            return None
        entries = [entry for each in moved for entry in self.since(request, *each)]
        return Meanwhile(known=True, entries=entries)

    # Actions

    def response_action(
        self, request: HttpRequest, queryset: "models.QuerySet[Any]", *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """Nothing is done to rows that are no longer what the list showed."""
        refusal = self.against_acting(request)
        if refusal is None:
            return super().response_action(request, queryset, *args, **kwargs)
        self.message_user(request, refusal, messages.WARNING)
        return HttpResponseRedirect(request.get_full_path())

    def against_acting(self, request: HttpRequest) -> str | None:
        if trials.compares_by_itself(self, request):
            return None
        chosen = self.chosen(request)
        versions.hold(self.model, chosen)
        seen = versions.opened_all(self.model, request.POST.get(versions.FIELD_OF_LIST, ""))
        if chosen and (seen is None or not set(chosen) <= set(seen)):
            return _(
                "Nothing was done: the list did not say which versions of the entries it showed. "
                "Choose them again on this page."
            )
        now = versions.versions_of(self.model, chosen)
        moved = [key for key in chosen if now.get(key, 0) != (seen or {}).get(key)]
        return self.moved_on(request, moved) if moved else None

    def chosen(self, request: HttpRequest) -> list[Any]:
        """The keys of the rows that were ticked; what is no key at all finds nothing anyway."""
        keys = []
        for text in request.POST.getlist(ACTION_CHECKBOX_NAME):
            try:
                keys.append(self.opts.pk.to_python(text))
            except ValidationError:
                continue
        return keys

    def moved_on(self, request: HttpRequest, keys: list[Any]) -> str:
        rows = self.get_queryset(request).filter(pk__in=keys)[:MOST_NAMED]
        sentence = ngettext(
            "Nothing was done: %(number)s of the entries chosen has been changed by somebody else "
            "since you opened the list (%(names)s). Look at it again, and repeat what you want.",
            "Nothing was done: %(number)s of the entries chosen have been changed by somebody else "
            "since you opened the list (%(names)s). Look at them again, and repeat what you want.",
            len(keys),
        )
        names = ", ".join(str(row) for row in rows)
        return sentence % {"number": digits(len(keys)), "names": names}


def shared_forms(context: dict[str, Any]) -> Iterator[SharedForm]:
    """The form of a page and those of its inline rows."""
    forms: list[BaseForm] = [context["adminform"].form]
    for inline in context.get("inline_admin_formsets") or ():
        forms += inline.formset.initial_forms
    yield from (form for form in forms if isinstance(form, SharedForm))


def who(entry: Entry, request: HttpRequest) -> str:
    """The person behind a change: oneself in another window, a colleague, or somebody."""
    if entry.record.history_user_id == request.user.pk:
        return _("you yourself, in another window,")
    return _("somebody else") if entry.actor == HIDDEN else entry.actor


def last_of(entries: list[Entry], name: str, request: HttpRequest) -> str:
    """Who changed this field last, and when."""
    for entry in entries:
        if any(change.name == name for change in entry.changes):
            told = {
                "who": who(entry, request),
                "moment": moment_in_words(entry.record.history_date),
            }
            return _("%(who)s, %(moment)s") % told
    return _("somebody else")
