"""The filters of a plain list, made from the columns that its page names."""

from typing import Any

from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.filters import places
from registry.filters.base import ListFilter, OneOf, Related
from registry.filters.period import InPeriod
from registry.models import Prison, Province, RequiredDocument
from registry.models.record import in_order_of_names

YES_OR_NO = [("True", _("yes")), ("False", _("no"))]
KNOWN = {
    Province: places.provinces,
    Prison: places.prisons,
    RequiredDocument: lambda user: in_order_of_names(RequiredDocument.objects.all()),
}


def by_columns(model: type[models.Model], *columns: str) -> type[ListFilter]:
    """A FilterSet of one filter for each column: of choices, yes or no, a directory, or days.

    A column without a closed list of values raises ImproperlyConfigured when the site starts.
    """
    filters = {path.rpartition("__")[2]: filter_of(model, path) for path in columns}
    return type(f"{model.__name__}Filter", (ListFilter,), filters)


def filter_of(model: type[models.Model], path: str) -> Any:
    column: Any = get_fields_from_path(model, path)[-1]
    label = column.verbose_name
    if column.choices:
        return OneOf(path, label=label, choices=column.choices)
    if isinstance(column, models.BooleanField):
        return OneOf(path, label=label, choices=YES_OR_NO)
    if column.related_model in KNOWN:
        return Related(path, label=label, known=KNOWN[column.related_model], short=True)
    if isinstance(column, models.DateField):
        return InPeriod(path, label=label)
    raise ImproperlyConfigured(f"{path} has no closed list of values, so it cannot be a filter.")
