"""Rows of one place with values planted in them that nobody elsewhere may ever be shown.

Every model that stands in the office and belongs to a place is planted by itself: a new model
is in the crawl without anyone remembering it.  A model whose constraints the planter cannot
guess fails aloud, and is taught in `KNOWN`.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib import admin
from django.db import models

from permissions.access import access_of
from permissions.models import User
from permissions.vocabulary import Place
from registry.models import Association, County, Membership, Prison, Province

_numbers = count(1)

# What the planter cannot guess from a field: values that constraints ask for.
KNOWN: dict[str, dict[str, Any]] = {
    "Membership": {"role": "social_worker", "prison": None, "province": None},
    "Identification": {"method": "phone", "coordination": None},
    "Family": {"status": "contacted", "phase": "custody"},
    "Need": {"status": "confirmed", "sensitivity": "public", "publication": "private"},
    "CustodyEvent": {"kind": "admission", "release_kind": "", "due_back_on": None},
    "Prison": {"country": "IR"},
    "Job": {
        "options": {"report": "needs", "filters": {}},
        "result": {},
        "checkpoint": {},
        "ticket": None,
    },
}


class Planted:
    """One place, and a row of every guarded model in it; `mark` stands in all its texts."""

    def __init__(self, mark: str, association: Association, prison: Prison, worker: User) -> None:
        self.mark = mark
        self.rows: dict[type[models.Model], Any] = {}
        self.given = {
            Association: association,
            Prison: prison,
            County: association.county,
            Province: association.county.province,
            User: worker,
        }
        for model in guarded():
            self.row(model)

    def place(self, kind: Place) -> Any:
        """Where the planted rows are, as an association, a prison or a province."""
        places = {Place.ASSOCIATION: Association, Place.PRISON: Prison, Place.PROVINCE: Province}
        return self.given[places[kind]]

    def row(self, model: type[models.Model]) -> Any:
        """The planted row of the model, built now if it is not there yet."""
        if model in self.given:
            return self.given[model]
        if model not in self.rows:
            if model._meta.app_label != "registry" or access_of(model).public:
                return model._default_manager.first()
            self.rows[model] = self._build(model)
        return self.rows[model]

    def _build(self, model: type[models.Model]) -> Any:
        known = KNOWN.get(model.__name__, {})
        # A key that stands nowhere else on a page, so that an echo of it can be told apart.
        values: dict[str, Any] = {"pk": 73_000_000 + next(_numbers)}
        for field in model._meta.concrete_fields:
            if field.primary_key or field.name in ("uid", "created_at", "updated_at"):
                continue
            if field.name in known:
                values[field.name] = known[field.name]
            elif isinstance(field, models.ForeignKey):
                values[field.name] = self.row(field.related_model)
            else:
                values[field.name] = self.value(field)
        row = model(**values)
        row.save()
        return row

    def value(self, field: Any) -> Any:
        if field.choices:
            return field.choices[0][0]
        if field.get_internal_type() == "CharField" or isinstance(field, models.TextField):
            if type(field).__name__ == "EncryptedJSONField":
                return {"planted": self.mark}
            return f"{self.mark}{next(_numbers)}{field.name}"[: field.max_length or 80]
        simple = {
            models.BooleanField: True,
            models.DateTimeField: datetime(2026, 5, 1, 9, tzinfo=UTC),
            models.DateField: date(2026, 5, 1),
            models.JSONField: [{"planted": self.mark}],
            models.DecimalField: Decimal(7),
            models.IntegerField: 7,
        }
        for kind, value in simple.items():
            if isinstance(field, kind):
                return value
        message = f"Teach the planter a value for {field!r}."
        raise LookupError(message)

    def memberships(self) -> Any:
        return Membership.objects.filter(association=self.given[Association])


def guarded() -> list[type[models.Model]]:
    """The models of the office whose rows belong to a place or to the national desk."""
    return [
        model
        for model in admin.site._registry
        if model._meta.app_label == "registry" and not access_of(model).public
    ]
