"""Writing many rows at once.  The database still records each of them in the history.

`bulk_create` spends most of its time on asking each column of each row how it wants to be
written.  Here that is asked once for a model, so that a whole country takes minutes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone

from registry import models as nouns
from registry.fields import BlindIndexField, EncryptedTextField, SearchKeyField
from registry.models.record import Record

# Both databases take more values in a statement, but no faster.
VALUES_IN_A_STATEMENT = 2_000

# What is pointed to comes before what points to it.
ORDER: tuple[type[Record], ...] = (
    nouns.Association,
    nouns.Prison,
    nouns.ServiceArea,
    nouns.PrisonCoordination,
    nouns.Prisoner,
    nouns.CustodyEvent,
    nouns.Invitation,
    nouns.Family,
    nouns.Registration,
    nouns.Member,
    nouns.Kinship,
    nouns.Consent,
    nouns.Referral,
    nouns.Coverage,
    nouns.Identification,
    nouns.Document,
    nouns.Verification,
    nouns.Assessment,
    nouns.Need,
    nouns.Task,
    nouns.Message,
    nouns.ChangeRequest,
    nouns.PotentialDuplicate,
)

# Columns whose values the databases' drivers take as they are.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)
COMPUTED = (BlindIndexField, SearchKeyField)
Reader = Callable[[Any], Any]


@dataclass(frozen=True)
class Table:
    """How the rows of a model are written."""

    insert: str
    row: str
    readers: list[Reader]

    @property
    def batch(self) -> int:
        return max(1, VALUES_IN_A_STATEMENT // len(self.readers))


@transaction.atomic
def write(chance: Random, rows: Iterable[Record]) -> int:
    """Insert the rows; how many they were."""
    by_model: dict[type[Record], list[Record]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model in sorted(by_model, key=ORDER.index):
        name(chance, by_model[model])
        if model is nouns.Task:
            _tell_apart(by_model[model])
        _insert(table(model), by_model[model])
    return sum(map(len, by_model.values()))


def name(chance: Random, rows: Iterable[Record]) -> None:
    """Public ids come from the seed as well: the same country has the same ids."""
    for row in rows:
        row.uid = UUID(int=chance.getrandbits(128), version=4)


def _tell_apart(tasks: Iterable[Any]) -> None:
    """A task carries the number of its family, which only now is known."""
    for task in tasks:
        task.key = f"{task.family.pk}:{task.kind}:0"


def _insert(into: Table, rows: list[Record]) -> None:
    with connection.cursor() as cursor:
        for first in range(0, len(rows), into.batch):
            batch = rows[first : first + into.batch]
            values = [read(row) for row in batch for read in into.readers]
            many = ", ".join([into.row] * len(batch))
            cursor.execute(f"{into.insert} VALUES {many} RETURNING id", values)
            for row, (pk,) in zip(batch, cursor.fetchall(), strict=True):
                row.pk = pk
                row._state.adding = False


def table(model: type[Record]) -> Table:
    """How rows are written now: all rows of one table at one moment."""
    quote = connection.ops.quote_name
    columns = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    names = ", ".join(quote(str(field.column)) for field in columns)
    return Table(
        insert=f"INSERT INTO {quote(model._meta.db_table)} ({names})",
        row=f"({', '.join(['%s'] * len(columns))})",
        readers=[_reader(field) for field in columns],
    )


def _reader(field: models.Field) -> Reader:
    """How to take the value of a column from a row."""
    attribute = field.attname
    if isinstance(field, models.ForeignKey):
        related = field.name
        # What a row points to got its number after the row was made.
        return lambda row: (
            getattr(row._state.fields_cache.get(related), "pk", None) or getattr(row, attribute)
        )
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        now = field.get_db_prep_save(timezone.now(), connection)
        return lambda _row: now
    if isinstance(field, COMPUTED):
        return lambda row: field.get_db_prep_save(field.pre_save(row, True), connection)
    if isinstance(field, PLAIN) and not isinstance(field, EncryptedTextField):
        return lambda row: getattr(row, attribute)
    return lambda row: field.get_db_prep_save(getattr(row, attribute), connection)
