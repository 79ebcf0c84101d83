"""Which tables keep their past, and which of their columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models, router

UNSIGNED = "nobody is acting here; sign it with audit.signature.acting(name, reason=...)"


@dataclass(frozen=True)
class Tracked:
    """One table and the table of its past."""

    model: type[models.Model]
    table: str
    past: str
    copied: tuple[str, ...]
    compared: tuple[str, ...]


def past_of(model: type[models.Model]) -> Any:
    """The historical model of a model, or None when it keeps no history."""
    manager = getattr(model._meta, "simple_history_manager_attribute", None)
    return vars(model)[manager].model if manager else None


def tracked(model: type[models.Model]) -> Tracked:
    past = past_of(model)
    fields = past.tracked_fields
    # A stamp of the last save moves by itself; alone it is no change.
    told = [field for field in fields if not getattr(field, "auto_now", False)]
    return Tracked(
        model=model,
        table=model._meta.db_table,
        past=past._meta.db_table,
        copied=tuple(field.column for field in fields),
        compared=tuple(field.column for field in (*told, *past.watched_fields)),
    )


def tracked_models() -> Iterator[type[models.Model]]:
    """Every model that keeps its history, many-to-many tables included."""
    for model in apps.get_models(include_auto_created=True):
        if past_of(model) is not None:
            yield model


def tracked_in(alias: str) -> list[Tracked]:
    """What is tracked in this database, as far as its tables are there already."""
    with connections[alias].cursor() as cursor:
        there = set(connections[alias].introspection.table_names(cursor))
    found = (
        tracked(model) for model in tracked_models() if router.allow_migrate_model(alias, model)
    )
    return [each for each in found if {each.table, each.past} <= there]
