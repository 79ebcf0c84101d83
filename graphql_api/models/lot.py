from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from graphql_api.models.place import Place
from graphql_api.models.release import Release
from graphql_api.models.vocabulary import Axis, Category, FacetKind, FacetValue


class LotQuerySet(models.QuerySet["Lot"]):
    def of(self, release: Release) -> Self:
        return self.filter(release=release)

    def touching(self, provinces: int) -> Self:
        """Lots that cover at least one of these provinces (a mask, see `mask_of`)."""
        return self.annotate(shared=F("provinces").bitand(provinces)).exclude(shared=0)

    def within(self, *, categories: list[str], provinces: int, programs: list[str]) -> Self:
        """What a scope lets through.  An empty scope lets nothing through."""
        return self.touching(provinces).filter(
            Q(program="") | Q(program__in=programs), category__in=categories
        )


class Lot(models.Model):
    """A lot of alike needs: as many places as families have it, never fewer than k."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="lots")
    number = models.PositiveIntegerField(_("number"), help_text=_("Drawn at random."))
    axis = models.CharField(_("axis"), max_length=15, choices=Axis)
    category = models.CharField(_("category"), max_length=15, choices=Category)
    place = models.ForeignKey(Place, models.PROTECT, related_name="lots", verbose_name=_("place"))
    provinces = models.BigIntegerField(_("provinces"))
    facet_kind = models.CharField(_("facet"), max_length=10, choices=FacetKind, blank=True)
    facet = models.CharField(_("facet value"), max_length=15, choices=FacetValue, blank=True)
    amount_band = models.PositiveSmallIntegerField(_("amount band"), default=0)
    amount_lower = models.BigIntegerField(_("from (rial)"), default=0)
    amount_upper = models.BigIntegerField(_("to (rial)"), null=True)
    places = models.PositiveIntegerField(_("places"))
    program = models.CharField(_("program"), max_length=30, blank=True)

    objects = LotQuerySet.as_manager()

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        constraints = [models.UniqueConstraint(fields=["release", "number"], name="lot_number")]
        indexes = [
            models.Index(fields=["release", "category", "number"], name="lot_by_category"),
            models.Index(fields=["release", "place", "number"], name="lot_by_place"),
            models.Index(fields=["release", "amount_lower", "number"], name="lot_by_amount"),
            models.Index(fields=["release", "places", "number"], name="lot_by_places"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}/{self.number}"
