"""Rows of many small tables, read in one question.

A file is put together from a dozen tables with a few rows each.  Asked one by one, the going to
and fro costs more than the looking up; so each row travels as a JSON object, and all of them in
one UNION.  The rows are then linked to each other as their foreign keys say.
"""

import json
from datetime import UTC
from decimal import Decimal
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, F, JSONField, Value
from django.utils import timezone

Row = models.Model
Rows = models.QuerySet[Any]


class AsObject(Expression):
    """Columns of a row as one JSON object, named as in the table.

    Django's own would ask itself about each column: of a file that is 40 ms, at each opening.
    """

    output_field = JSONField()

    def __init__(self, columns: tuple[str, ...]) -> None:
        super().__init__()
        self.columns = columns
        self.row: Any = F("pk")

    def get_source_expressions(self) -> list[Any]:
        return [self.row]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.row,) = exprs

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[()]]:
        write = "JSONB_BUILD_OBJECT" if connection.vendor == "postgresql" else "JSON_OBJECT"
        table = compiler.quote_name_unless_alias(self.row.alias)
        pairs = (f"'{name}', {table}.{connection.ops.quote_name(name)}" for name in self.columns)
        return f"{write}({', '.join(pairs)})", ()


def gathered(*parts: Rows) -> dict[type[Row], dict[Any, Any]]:
    """The rows of all the parts, by model and key, in the order of each model."""
    found: dict[type[Row], dict[Any, Any]] = {part.model: {} for part in parts}
    models_by_label = {model._meta.label: model for model in found}
    first, *others = map(_as_objects, parts)
    for label, values in first.union(*others, all=True):
        row = _row(models_by_label[label], values, first.db)
        found[type(row)][row.pk] = row
    for rows in found.values():
        for row in rows.values():
            _link(row, found)
    return found


def link(row: Row, name: str, target: Row | None) -> None:
    """Let a link lead to a row that was read already; to nothing where it may not be seen."""
    field: Any = row._meta.get_field(name)
    field.set_cached_value(row, target)


def link_all(row: Row, name: str, targets: list[Any]) -> None:
    """The same from the other side: `row.members.all()` asks no more; other questions of it do."""
    manager = getattr(row, name)
    rows = manager.all()
    rows._result_cache, rows._prefetch_done = targets, True
    vars(row).setdefault("_prefetched_objects_cache", {})[name] = rows


def _as_objects(part: Rows) -> Rows:
    columns = tuple(column_of(field) for field in part.model._meta.concrete_fields)
    return part.order_by().values_list(Value(part.model._meta.label), AsObject(columns))


def _row(model: type[Row], values: dict[str, Any], alias: str) -> Row:
    fields = model._meta.concrete_fields
    told = [told_by(field, values[column_of(field)], alias) for field in fields]
    return model.from_db(alias, [field.attname for field in fields], told)


def column_of(field: Any) -> str:
    return str(field.column)


def told_by(field: Any, value: Any, alias: str) -> Any:
    """What the column would have given by itself."""
    if value is None:
        return None
    if isinstance(field, models.JSONField):
        return json.loads(value) if isinstance(value, str) else value
    if isinstance(field, models.DateTimeField):
        moment = field.to_python(value)
        return moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)
    if isinstance(field, models.DecimalField):
        return round(Decimal(str(value)), field.decimal_places)
    if hasattr(field, "from_db_value"):
        return field.from_db_value(value, None, connections[alias])
    return field.to_python(value)


def _link(row: Row, found: dict[type[Row], dict[Any, Any]]) -> None:
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.related_model in found:
            target = found[field.related_model].get(getattr(row, field.attname))
            if target is not None:
                link(row, field.name, target)
