"""Places and people as choices of filters: only those the reader may know of."""

from typing import Any

from django.db.models import QuerySet

from permissions.reach import Reach
from permissions.vocabulary import Permission, Place
from registry.colleagues import known_people
from registry.models import Association, County, Prison, Province
from registry.models.record import in_order_of_names


def provinces(user: Any) -> QuerySet[Province]:
    return in_order_of_names(Province.objects.all())


def counties(user: Any) -> QuerySet[County]:
    return in_order_of_names(County.objects.select_related("province"))


def prisons(user: Any) -> QuerySet[Prison]:
    return in_order_of_names(Prison.objects.all())


def associations(user: Any) -> QuerySet[Association]:
    """One's own; for whoever reads families everywhere, all."""
    rows = in_order_of_names(Association.objects.all())
    reach = Reach.of(user)
    if reach.everywhere(Permission.VIEW_FAMILIES):
        return rows
    return rows.filter(pk__in=reach.all_ids(Place.ASSOCIATION))


def colleagues(user: Any) -> Any:
    return known_people(user).order_by("last_name", "first_name", "pk")
