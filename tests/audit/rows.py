"""Makes a row of any model that keeps its history, so that a new model is tested unasked."""

import itertools
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, models, router, transaction
from django.utils import timezone

from audit.tracked import tracked_models

TRACKED = list(tracked_models())
NUMBERS = itertools.count(1_001)  # the figures of the country that is in place are lower
# What a row needs beyond its columns: the rules that bind several of them.
RULES: dict[str, dict[str, Any]] = {
    "registry.Membership": {"role": "inspector"},
    "registry.Prison": {"country": "AZ"},
    "registry.Family": {"status": "returned"},
    "registry.Identification": {"method": "phone"},
    "registry.Target": {"jalali_year": NUMBERS.__next__},  # one figure for each year
}


def home(model: type[models.Model]) -> str:
    """The database the model lives in."""
    return router.db_for_write(model)


def rows(model: type[models.Model]) -> models.QuerySet[Any]:
    return model._base_manager.using(home(model))


def past(row: models.Model) -> list[Any]:
    """The records of one row, oldest first."""
    records = type(row).history.model._base_manager.using(home(type(row)))
    return list(records.filter(**{type(row)._meta.pk.attname: row.pk}).order_by("history_id"))


def unsaved(model: type[models.Model]) -> Any:
    rules = RULES.get(model._meta.label, {})
    given = {name: rule() if callable(rule) else rule for name, rule in rules.items()}
    if hasattr(model, "content_object"):
        given |= grant_on_a_group()
    for field in model._meta.concrete_fields:
        if field.name not in given and must_be_filled(field):
            given[field.attname] = filled(field)
    return model(**given)


def made(model: type[models.Model]) -> Any:
    row = unsaved(model)
    row.save(using=home(model))
    return row


def grant_on_a_group() -> dict[str, Any]:
    group_type = ContentType.objects.get_for_model(Group)
    return {
        "content_type": group_type,
        "permission": Permission.objects.filter(content_type=group_type)[0],
        "object_pk": str(made(Group).pk),
    }


def must_be_filled(field: Any) -> bool:
    if field.has_default() or field.null or field.primary_key:
        return False
    stamped = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    may_stay_empty = field.blank and field.empty_strings_allowed and not field.unique
    return not (stamped or may_stay_empty)


def filled(field: Any) -> Any:
    number = next(NUMBERS)
    if isinstance(field, models.ForeignKey):
        return linked(field.related_model, number)
    if field.choices:
        return field.flatchoices[0][0]
    for kind, value in (
        (models.DateTimeField, timezone.now()),
        (models.DateField, date(2026, 1, 1)),
        (models.DecimalField, Decimal(1)),
        (models.FloatField, 1.0),
        (models.IntegerField, number),
        (models.JSONField, []),
    ):
        if isinstance(field, kind):
            return value
    return letters(number)[-(field.max_length or 9) :]


def letters(number: int) -> str:
    """A word for each number; the codes of the country's own places are figures."""
    word = ""
    while number:
        number, place = divmod(number, 26)
        word = chr(ord("a") + place) + word
    return word.rjust(4, "a")


def linked(model: type[models.Model], number: int) -> Any:
    if model in TRACKED:
        return made(model).pk
    return model._base_manager.order_by("pk")[number % 50].pk  # Django's own permissions


def changeable(model: type[models.Model]) -> Any:
    """A column that any row may change without breaking a rule between columns."""
    if hasattr(model, "content_object"):  # the other columns of a grant hang together
        return model._meta.concrete_fields[-1]
    for field in model._meta.concrete_fields:
        plain = isinstance(field, (models.UUIDField, models.CharField)) and not field.choices
        if plain and not field.primary_key and field.get_internal_type() != "EmailField":
            return field
    return next(f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey))


def another(field: Any) -> Any:
    return uuid4() if isinstance(field, models.UUIDField) else filled(field)


def refused(act: Any, using: str) -> str:
    """The sentence with which the database refuses, and nothing of the act remains."""
    try:
        with transaction.atomic(using=using):
            act()
    except DatabaseError as refusal:
        return str(refusal)
    return ""
