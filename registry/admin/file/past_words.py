"""What the past of a file says: the sentence of each record, beside what stood before it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import models
from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from audit.calendar import is_persian
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
    NeedType,
    Referral,
    RequiredDocument,
    Verification,
)
from registry.models.record import Named

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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
    Need: (
        "status",
        _("A need was written down: %(about)s."),
        _("The need “%(about)s” was changed; it is %(what)s."),
    ),
    Assessment: ("status", _("The needs were assessed."), _("The assessment is %(what)s.")),
    Identification: ("result", _("The identification: %(what)s."), ""),
    Verification: ("decision", _("A second person decided: %(what)s."), ""),
    Document: (
        "status",
        _("The document “%(about)s”: %(what)s."),
        _("The document “%(about)s”: %(what)s."),
    ),
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
# What a change of the file itself was, by the column that it changed, the most telling first.
STEPS_OF_A_FILE: "dict[str, StrOrPromise]" = {
    "status": _("The file is now: %(what)s."),
    "tracking_index": _("The family was given a new code and PIN."),
    "association_id": _("The file went to another association."),
    "worker_id": _("Another colleague keeps the file."),
}
STAGES: "dict[str, StrOrPromise]" = {
    Family.Status.CONTACTED: _("The first contact was made."),
    Family.Status.RETURNED: _("The file went back to the national desk."),
}
# The column that names what a record is about, and the catalogue in which its name stands.
NAMED: dict[type[models.Model], tuple[str, type[Named]]] = {
    Need: ("need_type_id", NeedType),
    Document: ("kind_id", RequiredDocument),
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
    besides: dict[type[models.Model], tuple[str, ...]] = {
        Need: ("publication", NAMED[Need][0]),
        Document: (NAMED[Document][0],),
        Family: tuple(STEPS_OF_A_FILE)[1:],
    }
    return ("history_type", TOLD[model][0], *besides.get(model, ()), *WRITTEN)


class Record(NamedTuple):
    """One record of the past of one row, with what a `Person` asks of it."""

    history_date: datetime
    history_id: int
    label: str
    kind: str
    what: str
    about: int | None
    state: tuple[Any, ...]
    history_user_id: int | None
    actor_name: str
    actor_role: str
    actor_place: str
    reason: str | None
    request: str

    @classmethod
    def read(cls, at: datetime, pk: int, label: str, written: dict[str, Any]) -> Self:
        model = BY_LABEL[label]
        what, kind = told(model, written), written["history_type"]
        about = written[NAMED[model][0]] if model in NAMED else None
        state = tuple(written[name] for name in STEPS_OF_A_FILE) if model is Family else ()
        return cls(at, pk, label, kind, what, about, state, *(written[name] for name in WRITTEN))

    @property
    def step(self) -> tuple[str, str]:
        """Records of one request belong together, and those of one run of a command."""
        return (self.request, "") if self.request else (self.actor_name, self.reason or "")


class Words:
    """What these records say, with what stands beside each of them."""

    def __init__(self, records: list[Record]) -> None:
        self.names = names_in(records)
        files = [record for record in records if BY_LABEL[record.label] is Family]
        # Of the oldest one nobody knows here what stood before it.
        self.before = {later.history_id: earlier.state for later, earlier in pairwise(files)}

    def of(self, records: list[Record]) -> Iterator[str]:
        """The sentences of one step, without what only follows from the rest."""
        loud = [record for record in records if is_loud(record, BY_LABEL[record.label])]
        for record in reversed(loud or records):
            sentence = self._sentence(record)
            if sentence:
                yield str(sentence) % {"what": what_in_words(record), "about": self._about(record)}

    def _sentence(self, record: Record) -> "StrOrPromise":
        model = BY_LABEL[record.label]
        _column, begun, changed = TOLD[model]
        if record.kind == "+":
            return begun
        return self._step_of_the_file(record) or changed if model is Family else changed

    def _step_of_the_file(self, record: Record) -> "StrOrPromise":
        before = self.before.get(record.history_id, record.state)
        for old, new, (column, sentence) in zip(
            before, record.state, STEPS_OF_A_FILE.items(), strict=True
        ):
            if old != new:
                return STAGES.get(record.what, sentence) if column == "status" else sentence
        return ""

    def _about(self, record: Record) -> str:
        return self.names.get((BY_LABEL[record.label]._meta.label, record.about), "")


def names_in(records: list[Record]) -> dict[tuple[str, int | None], str]:
    """What stands in the catalogues about these records, by their model, in one question."""
    parts = []
    for model, (_column, catalogue) in NAMED.items():
        keys = {record.about for record in records if BY_LABEL[record.label] is model}
        named = catalogue._default_manager.filter(pk__in=keys or [0]).order_by()
        parts.append(named.values_list(Value(model._meta.label), "pk", "name_fa", "name_en"))
    first, *others = parts
    found = first.union(*others, all=True)
    return {(label, pk): fa if is_persian() else en for label, pk, fa, en in found}


def what_in_words(record: Record) -> str:
    model = BY_LABEL[record.label]
    field: Any = model._meta.get_field(TOLD[model][0])  # a column of its own
    labels = dict(field.flatchoices)
    if model is Need:
        labels |= dict(Need.Publication.choices)
    return str(labels.get(record.what, record.what))


def is_loud(record: Record, model: type[models.Model]) -> bool:
    return model not in QUIET or (model is Family and record.kind == "+")
