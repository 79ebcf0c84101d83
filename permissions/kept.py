"""The association of a file's row, kept on the row itself (PostgreSQL).

The rows of a file belong to the association that keeps the file.  To ask the file for each row
costs a look-up a row, and no index can begin there; so each of these rows carries the number of
the association, 0 while a file has none.  It is no fact of its own and has no past: the database
holds it to the file by a foreign key over both columns, which moves the rows of a file in the
statement that moves the file, and refuses a number that is not the file's.

Whatever model leads to its association over one other row carries it; nothing is declared twice.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Index

COLUMN = "reach_association"


class AssociationIndex(Index):
    """An index that is kept for each association besides (PostgreSQL).

    For what few rows of one association are, and many of the country's: in the country's index
    hers lie far apart, and among all of her own the few do.
    """


class KeptAt(Expression):
    """The row is of one of these associations, by what it carries."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, ids: frozenset[int]) -> None:
        super().__init__()
        self.ids = sorted(ids)
        self.row: Any = F("pk")

    def get_source_expressions(self) -> list[Any]:
        return [self.row]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.row,) = exprs

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[int, ...]]:
        table = compiler.quote_name_unless_alias(self.row.alias)
        # One value in a list is read as an equation: an index gives its rows in their order.
        places = ", ".join(["%s"] * len(self.ids))
        return f'{table}."{COLUMN}" IN ({places})', tuple(self.ids)
