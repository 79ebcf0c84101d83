"""What happened in a whole file, in sentences: the past of all its rows, read together.

Only rows the reader may see now, and whose history she may read, tell of their past; who worked
on the file elsewhere is told to those who read everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import models
from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from audit.changes import HIDDEN, Person, actor_of, name_in_words, roles_in_words
from audit.signature import current_hand
from audit.tracked import past_of
from permissions.access import access_of
from permissions.reach import Reach
from permissions.vocabulary import Permission
from registry.models import (
    Assessment,
    ChangeRequest,
    Consent,
    Coverage,
    Document,
    Family,
    Identification,
    Kinship,
    Member,
    Message,
    Need,
    Referral,
    Verification,
)
from registry.rows import AsObject

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RECORDS_FOR_EACH = 8  # one step leaves a few records, which are told as one entry
# The column of each kind that says the most about a record, and the sentences of its beginning
# and of a change.
TOLD: "dict[type[models.Model], tuple[str, StrOrPromise, StrOrPromise]]" = {
    Family: ("status", _("The file was opened."), _("The data of the file were changed.")),
    Member: (
        "first_name",
        _("A member was added: %(what)s."),
        _("The data of a member were changed: %(what)s."),
    ),
    Kinship: (
        "relation",
        _("A prisoner was linked to the family: %(what)s."),
        _("The link to the prisoner was changed: %(what)s."),
    ),
    Need: ("status", _("A need was written down."), _("A need was changed; it is %(what)s.")),
    Assessment: ("status", _("The needs were assessed."), _("The assessment is %(what)s.")),
    Identification: ("result", _("The identification: %(what)s."), ""),
    Verification: ("decision", _("A second person decided: %(what)s."), ""),
    Document: ("status", _("A document: %(what)s."), _("A document: %(what)s.")),
    Consent: (
        "purpose",
        _("The family agreed: %(what)s."),
        _("The family no longer agrees: %(what)s."),
    ),
    Coverage: ("status", _("The coverage: %(what)s."), _("The coverage: %(what)s.")),
    Referral: ("method", _("The family was referred to an association: %(what)s."), ""),
    Message: ("side", _("A message was written."), _("A message was read.")),
    ChangeRequest: (
        "status",
        _("The family asked for a change of its data."),
        _("What the family wanted changed was %(what)s."),
    ),
}
BY_LABEL = {model._meta.label: model for model in TOLD}
# What follows from other records of the same step, and is told only where it stands alone.
QUIET = (Family, Coverage, Document)


# What each record says besides, in the order in which `Record` has it.
WRITTEN = (
    "history_user_id",
    "actor_name",
    "actor_role",
    "actor_place",
    "history_change_reason",
    "request_id",
)


def told(model: type[models.Model], written: dict[str, Any]) -> str:
    """What says most; of a need on its way to donors, how far it is on that way."""
    on_its_way = (Need.Publication.PROPOSED, Need.Publication.PUBLISHED)
    if model is Need and written["publication"] in on_its_way:
        return str(written["publication"])
    return str(written[TOLD[model][0]])


def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    on_its_way = ("publication",) if model is Need else ()
    return ("history_type", TOLD[model][0], *on_its_way, *WRITTEN)


class Record(NamedTuple):
    """One record of the past of one row, with what a `Person` asks of it."""

    history_date: datetime
    history_id: int
    label: str
    kind: str
    what: str
    history_user_id: int | None
    actor_name: str
    actor_role: str
    actor_place: str
    reason: str | None
    request: str

    @classmethod
    def read(cls, at: datetime, pk: int, label: str, written: dict[str, Any]) -> Self:
        what = told(BY_LABEL[label], written)
        kind = written["history_type"]
        return cls(at, pk, label, kind, what, *(written[name] for name in WRITTEN))

    @property
    def step(self) -> tuple[str, str]:
        """Records of one request belong together, and those of one run of a command."""
        return (self.request, "") if self.request else (self.actor_name, self.reason or "")


@dataclass(frozen=True)
class Happening:
    """What one person did in one go."""

    at: datetime
    who: str
    role: str
    place: str
    reason: str
    sentences: list[str]


class Past:
    """The past of one file as one person may read it, newest first."""

    def __init__(self, family: Family, user: Any) -> None:
        self.family, self.user = family, user
        hand = current_hand()
        self.reader = Person(
            user_id=user.pk or 0,
            place=hand.place if hand else "",
            everywhere=Reach.of(user).everywhere(Permission.READ_HISTORY),
            hidden=frozenset(),
        )

    def entries(self, count: int, before: datetime | None = None) -> list[Happening]:
        """The newest things that happened before a moment; what belongs together, as one."""
        newest = self.records(before)[: count * RECORDS_FOR_EACH]
        records = (Record.read(*each) for each in newest)
        steps = groupby(records, key=lambda record: record.step)
        return [self.happening(list(group)) for _step, group in steps][:count]

    def records(self, before: datetime | None) -> Any:
        first, *others = (self.records_of(model, before) for model in TOLD)
        return first.union(*others, all=True).order_by("-history_date", "-history_id")

    def records_of(self, model: type[models.Model], before: datetime | None) -> Any:
        """Ask for the rows as they stand now: an old version must not vouch for itself."""
        own = {"pk" if model is Family else "family": self.family.pk}
        rows = access_of(model).narrow(
            model._default_manager.filter(**own), self.user, "read_history"
        )
        past = past_of(model)._base_manager.filter(id__in=rows.order_by().values("pk"))
        if before is not None:
            past = past.filter(history_date__lt=before)
        return past.order_by().values_list(
            "history_date",
            "history_id",
            Value(model._meta.label),
            AsObject(columns_of(model)),
        )

    def happening(self, records: list[Record]) -> Happening:
        newest = records[0]
        known = self.reader.may_know_the_actor(newest)
        return Happening(
            at=newest.history_date,
            who=actor_of(newest) if known or newest.history_user_id is None else HIDDEN,
            role=roles_in_words(newest.actor_role),
            place=name_in_words(newest.actor_place) if known else "",
            reason=newest.reason or "",
            sentences=list(dict.fromkeys(sentences_of(records))),
        )


def sentences_of(records: list[Record]) -> Iterator[str]:
    """What the records of one step say, without what only follows from the rest."""
    loud = [record for record in records if is_loud(record, BY_LABEL[record.label])]
    for record in reversed(loud or records):
        model = BY_LABEL[record.label]
        column, begun, changed = TOLD[model]
        sentence = begun if record.kind == "+" else changed
        if sentence:
            labels = dict(model._meta.get_field(column).flatchoices)  # type: ignore[union-attr]  # a column of its own
            if model is Need:
                labels |= dict(Need.Publication.choices)
            yield str(sentence) % {"what": labels.get(record.what, record.what)}


def is_loud(record: Record, model: type[models.Model]) -> bool:
    return model not in QUIET or (model is Family and record.kind == "+")
