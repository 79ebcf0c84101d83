"""What happened in a whole file, in sentences: the past of all its rows, read together.

Only rows the reader may see now, and whose history she may read, tell of their past; who worked
on the file elsewhere is told to those who read everywhere.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Value

from audit.changes import HIDDEN, Person, actor_of, name_in_words, roles_in_words
from audit.signature import current_hand
from audit.tracked import past_of
from permissions.access import access_of
from permissions.reach import Reach
from permissions.vocabulary import Permission
from registry.admin.file.past_words import TOLD, Record, Words, columns_of
from registry.models import Family
from registry.rows import AsObject

RECORDS_FOR_EACH = 8  # one step leaves a few records, which are told as one entry


@dataclass(frozen=True)
class Happening:
    """What one person did in one go."""

    at: datetime
    who: str
    role: str
    place: str
    reason: str
    sentences: list[str]


def steps_of(records: list[Record]) -> list[list[Record]]:
    """The records by what was done in one go, each step with its newest record first."""
    return [list(group) for _step, group in groupby(records, key=lambda record: record.step)]


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

    def entries(self, count: int) -> list[Happening]:
        """The newest things that happened; what belongs together, as one."""
        records = self.newest(count * RECORDS_FOR_EACH)
        words = Words(records)
        return [self.happening(step, words) for step in steps_of(records)[:count]]

    def page(self, count: int, before: datetime | None) -> tuple[list[Happening], datetime | None]:
        """The same before a moment, and the moment before which still more happened.

        A step is told as a whole: one that did not fit begins the next page.
        """
        most = count * RECORDS_FOR_EACH
        records = self.newest(most + 1, before)
        words, steps = Words(records), steps_of(records)
        cut = len(records) > most
        whole = steps[:-1] if cut and len(steps) > 1 else steps
        shown = whole[:count]
        more = cut or len(shown) < len(steps)
        older = shown[-1][-1].history_date if more else None
        return [self.happening(step, words) for step in shown], older

    def newest(self, most: int, before: datetime | None = None) -> list[Record]:
        return [Record.read(*each) for each in self.records(before)[:most]]

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

    def happening(self, records: list[Record], words: Words) -> Happening:
        newest = records[0]
        known = self.reader.may_know_the_actor(newest)
        return Happening(
            at=newest.history_date,
            who=actor_of(newest) if known or newest.history_user_id is None else HIDDEN,
            role=roles_in_words(newest.actor_role),
            place=name_in_words(newest.actor_place) if known else "",
            reason=newest.reason or "",
            sentences=list(dict.fromkeys(words.of(records))),
        )
