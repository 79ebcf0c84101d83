"""Places and people as choices of filters: only those the reader may know of."""

from typing import Any

from django.db.models import QuerySet
from django_filters.fields import ModelChoiceField

from permissions.reach import Reach
from permissions.vocabulary import Permission, Place
from registry.colleagues import known_people
from registry.filters.base import Related, Rows
from registry.models import Association, County, Family, Prison, Province
from registry.models.record import in_order_of_names


def provinces(user: Any) -> QuerySet[Province]:
    return in_order_of_names(Province.objects.all())


def counties(user: Any) -> QuerySet[County]:
    return in_order_of_names(County.objects.select_related("province"))


class ProvinceField(ModelChoiceField):  # type: ignore[misc]  # an untyped package
    """A province, read together with the numbers of its counties in one question."""

    def to_python(self, value: Any) -> Province | None:
        counties: list[County] = []
        if str(value or "").isdecimal():
            known_as = Province.objects.filter(pk=value)  # a number too large is no row's
            counties = list(County.objects.filter(province__in=known_as).select_related("province"))
        if not counties:
            known: Province | None = super().to_python(value)
            return known
        province: Any = counties[0].province
        province.county_keys = [county.pk for county in counties]
        return province  # type: ignore[no-any-return]


class InProvince(Related):
    """Rows of families in one province, found by the numbers of its counties.

    An index begins with them and the database knows how many families of an association each
    has; asked over the county, it reads all files of an association to find that few are there.
    """

    field_class = ProvinceField

    def filter(self, rows: Rows, value: Any) -> Rows:
        if value is None:
            return rows
        counties = getattr(value, "county_keys", [])
        if rows.model is Family:
            return rows.filter(county__in=counties)
        seen = Family.access.narrow(Family.objects.all(), self.parent.request.user, "view")
        return rows.filter(family__in=seen.filter(county__in=counties))


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
