"""The country and the catalogues: from the files in fixtures/ into the registry.

What the files have and the registry lacks is added.  Rows that are there already stay as the
national office keeps them, unless it asks for what the files say.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models, transaction

from registry.models import (
    County,
    NeedType,
    Occasion,
    Province,
    RequiredDocument,
    ScoringModel,
    ServiceType,
    Target,
)
from registry.services.membership import sync_roles

NAMES = ("name_fa", "name_en")


@dataclass(frozen=True)
class Catalogue:
    """One file: which rows of which model it holds, what identifies one, and its columns."""

    file: str
    model: type[models.Model]
    key: tuple[str, ...]
    columns: tuple[str, ...]
    points_to: dict[str, type[models.Model]] = field(default_factory=dict)


CATALOGUES = (
    Catalogue("provinces", Province, ("code",), (*NAMES, "region", "latitude", "longitude")),
    Catalogue(
        "counties",
        County,
        ("code",),
        (*NAMES, "seat_fa", "seat_en", "latitude", "longitude", "seat_population"),
        {"province": Province},
    ),
    Catalogue("service_types", ServiceType, ("code",), (*NAMES, "axis", "unit", "recurrence_days")),
    Catalogue(
        "need_types",
        NeedType,
        ("code",),
        (
            *NAMES,
            "axis",
            "public_title_fa",
            "public_title_en",
            "sensitivity",
            "category",
            "urgent",
            "grant_purpose",
            "grant_reason",
        ),
        {"default_service": ServiceType},
    ),
    Catalogue(
        "required_documents",
        RequiredDocument,
        ("code",),
        (*NAMES, "scope", "mandatory", "outcome"),
    ),
    Catalogue(
        "occasions",
        Occasion,
        ("jalali_month", "jalali_day", "name_en"),
        ("name_fa", "window_days"),
    ),
    Catalogue(
        "targets",
        Target,
        ("metric", "kind", "province", "jalali_year", "jalali_month"),
        ("monthly", "qualifier", "value", "unit", "denominator", "source"),
        {"province": Province},
    ),
    Catalogue(
        "scoring_models", ScoringModel, ("version",), ("questions", "thresholds", "released_at")
    ),
)


@cache
def read(name: str) -> Any:
    """The content of one file of fixtures/."""
    path = settings.BASE_DIR / "fixtures" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


@transaction.atomic
def load_catalogues(*, overwrite: bool = False) -> dict[str, int]:
    """Bring the files into the registry; how many rows of each were written."""
    written = {catalogue.file: _load(catalogue, overwrite) for catalogue in CATALOGUES}
    sync_roles()
    return written


def _load(catalogue: Catalogue, overwrite: bool) -> int:
    standing = {
        tuple(getattr(row, name) for name in catalogue.key): row
        for row in catalogue.model._default_manager.select_related(*catalogue.points_to)
    }
    missing = []
    changed = 0
    for values in _rows(catalogue):
        found = standing.get(tuple(values[name] for name in catalogue.key))
        if found is None:
            row = catalogue.model(**values)
            _validate(row, values)
            missing.append(row)
        elif overwrite:
            changed += _overwrite(found, values)
    catalogue.model._default_manager.bulk_create(missing)
    return len(missing) + changed


def _rows(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    """The rows of a file: the columns named above and no others."""
    targets = {
        name: {row.code: row for row in model._default_manager.all()}  # type: ignore[attr-defined]  # all have a code
        for name, model in catalogue.points_to.items()
    }
    for row in read(catalogue.file):
        values = {name: row[name] for name in (*catalogue.key, *catalogue.columns)}
        for name, by_code in targets.items():
            values[name] = by_code[row[name]] if row[name] is not None else None
        yield _in_types(catalogue.model, values)


def _in_types(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """Texts of the file as the numbers and moments of the columns."""
    return {
        name: value if isinstance(value, models.Model) else _column(model, name).to_python(value)
        for name, value in values.items()
    }


def _column(model: type[models.Model], name: str) -> models.Field:
    column = model._meta.get_field(name)
    assert isinstance(column, models.Field)
    return column


def _validate(row: models.Model, values: dict[str, Any]) -> None:
    """What a form would refuse is refused here; whether empty is right, the constraints say.

    What a row points to has just been read, so nobody asks for it again.
    """
    row.clean_fields(
        exclude={
            name
            for name, value in values.items()
            if value in ("", None) or isinstance(value, models.Model)
        }
    )


def _overwrite(row: models.Model, values: dict[str, Any]) -> int:
    different = [name for name, value in values.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, values[name])
    if different:
        _validate(row, values)
        row.save(update_fields=[*different, "updated_at"])
    return bool(different)
