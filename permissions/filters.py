"""List filters that name and count nothing outside the user's rows."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.db import models
from django.http import HttpRequest

from permissions.access import access_of, has_access

if TYPE_CHECKING:
    from permissions.admin import ScopedAdmin

MOST_CHOICES = 300


class VisibleRelatedFilter(admin.RelatedFieldListFilter):
    """The related rows the user may see, as many as a person can read."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[str, Any]]:
        related = field.remote_field.model
        if not has_access(related):
            return []
        rows = access_of(related).narrow(related._default_manager.all(), request.user, "view")
        return [(row.pk, str(row)) for row in rows[:MOST_CHOICES]]


def scoped_list_filter(model_admin: "ScopedAdmin", item: Any) -> Any:
    """Give a filter on a relation the scoped class; leave choices, booleans and our own as is."""
    if not isinstance(item, str):
        return item
    field = get_fields_from_path(model_admin.model, item)[-1]
    if isinstance(field, models.ForeignKey):
        return (item, VisibleRelatedFilter)
    if field.choices or isinstance(field, (models.BooleanField, models.DateField)):
        return item
    raise LookupError(f"{item} has no closed list of values, so it cannot be a filter.")
