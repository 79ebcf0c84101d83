"""What one record of the past says, in the words of the page.

Only values of Django's own field types are told; a field of ours, as an encrypted one, and a
link to a row the reader may not see are shown as changed, without saying from what to what.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import calendar
from audit.money import toman
from audit.signature import DEMO, FAMILY, VISITOR, WORKER
from permissions.roles import Role

HIDDEN = "•••"
NOTHING = "—"
SECRETS = ("_hash", "_index", "_token", "password")
# Who is written down by what they are, for want of an account.
WITHOUT_ACCOUNT = {
    VISITOR: gettext_lazy("visitor"),
    FAMILY: gettext_lazy("family"),
    DEMO: gettext_lazy("demo data"),
    WORKER: gettext_lazy("background worker"),
}
# By what the house keeps a row: told to nobody.
BOOKKEEPING = ("id", "uid", "key", "created_at", "updated_at")

Rows = Callable[[type[models.Model]], "models.QuerySet[Any]"]
Labels = dict[tuple[type[models.Model], Any], str]


@dataclass(frozen=True)
class Change:
    """One field: what stood there before, and what after."""

    label: str
    before: str
    after: str
    name: str = ""


@dataclass(frozen=True)
class Entry:
    """One record: what was done, by whom, when and why."""

    record: Any
    kind: str
    actor: str
    role: str
    place: str
    begins: bool
    changes: list[Change]


@dataclass(frozen=True)
class Person:
    """Who reads.

    Who worked on a file elsewhere, before it came here, is for those who read everywhere.
    """

    user_id: int
    place: str
    everywhere: bool
    hidden: frozenset[str]
    # A field of ours is told where the reader has it before her anyway: never in a history.
    sealed_too: bool = False

    def may_know_the_actor(self, record: Any) -> bool:
        elsewhere = record.actor_place not in ("", self.place)
        colleague = record.history_user_id is not None and not elsewhere
        return self.everywhere or colleague or record.history_user_id == self.user_id


class Reader:
    """Tells records to one person, looking links up together: a query for each linked model."""

    def __init__(self, past: type[models.Model], visible: Rows, person: Person) -> None:
        self.fields = told_fields(past)
        self.visible = visible
        self.person = person
        self.labels: Labels = {}

    def entries(self, records: Sequence[Any], size: int) -> list[Entry]:
        """The newest `size` of the records, each compared with the one written before it."""
        self.look_up(records)
        older = [*records[1:], None]
        return [self.entry(*pair) for pair in zip(records[:size], older, strict=False)]

    def entry(self, record: Any, before: Any) -> Entry:
        known = self.person.may_know_the_actor(record)
        return Entry(
            record=record,
            kind=kind_of(record),
            actor=actor_of(record) if known or record.history_user_id is None else HIDDEN,
            role=roles_in_words(record.actor_role),
            place=name_in_words(record.actor_place) if known else "",
            begins=before is None,
            changes=[] if record.history_type == "-" else self.changes(record, before),
        )

    def changes(self, record: Any, before: Any) -> list[Change]:
        """Against nothing: the first record tells what the row began with."""
        found = []
        for field in self.fields:
            new = getattr(record, field.attname)
            old = getattr(before, field.attname) if before else None
            if new != old and not (before is None and new in ("", False)):
                label = str(field.verbose_name)
                words = self.words(field, old), self.words(field, new)
                found.append(Change(label, *words, field.name))
        return found

    def values(self, record: Any) -> list[tuple[str, str]]:
        """The whole row as it was."""
        self.look_up([record])
        return [
            (str(field.verbose_name), self.words(field, getattr(record, field.attname)))
            for field in self.fields
        ]

    def look_up(self, records: Iterable[Any]) -> None:
        wanted: dict[type[models.Model], set[Any]] = {}
        for field in self.fields:
            if isinstance(field, models.ForeignKey):
                keys = {getattr(record, field.attname) for record in records} - {None}
                wanted.setdefault(field.related_model, set()).update(keys)
        for model, keys in wanted.items():
            if keys:
                found = self.visible(model).filter(pk__in=keys)
                self.labels |= {(model, row.pk): str(row) for row in found}

    def words(self, field: Any, value: Any) -> str:
        if value is None or value == "":
            return NOTHING
        if field.name in self.person.hidden:
            return HIDDEN
        if not is_told(field) and not (self.person.sealed_too and isinstance(value, str)):
            return HIDDEN
        if isinstance(field, models.ForeignKey):
            return self.labels.get((field.related_model, value), HIDDEN)
        return in_words(field, value)


def told_fields(past: Any) -> list[Any]:
    """What a person filled in or decided; not stamps, secrets and what follows by itself."""
    return [
        field
        for field in past.tracked_fields
        if field.name not in BOOKKEEPING
        and not field.name.endswith(SECRETS)
        and (field.editable or is_djangos(field))
    ]


def is_djangos(field: Any) -> bool:
    return type(field).__module__.startswith("django.db.models")


def is_told(field: Any) -> bool:
    """Fail closed: what is not surely harmless is not told."""
    return is_djangos(field) and not isinstance(field, models.JSONField)


def in_words(field: Any, value: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return time_in_words(value)
    if isinstance(value, str):
        return calendar.digits(value) if value.isdecimal() else value
    return toman(value) if field.name.endswith("_rial") else calendar.digits(value)


def time_in_words(value: date) -> str:
    if isinstance(value, datetime):
        return calendar.moment_in_words(value)
    return calendar.date_in_words(value)


def kind_of(record: Any) -> str:
    return {"+": _("created"), "~": _("changed"), "-": _("deleted")}[record.history_type]


def actor_of(record: Any) -> str:
    if record.history_user_id is None:
        return str(WITHOUT_ACCOUNT.get(record.actor_name, record.actor_name))
    return str(record.actor_name)


def roles_in_words(codes: str) -> str:
    """Roles are kept by their codes, so that they read in either language."""
    separator = "، " if calendar.is_persian() else ", "
    words = (code.strip() for code in codes.split(",") if code.strip())
    return separator.join(str(Role(word).label) if word in Role.values else word for word in words)


def reason_in_words(reason: str) -> str:
    """What the house itself gives as a reason reads in either language; a person's stays hers."""
    return _(reason) if reason else ""


def name_in_words(names: str) -> str:
    """A place is kept by its names in both languages, the Persian one first."""
    persian, _slash, english = names.partition(" / ")
    return persian if calendar.is_persian() or not english else english
