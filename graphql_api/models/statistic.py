from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from graphql_api.models.place import Place
from graphql_api.models.release import Release
from graphql_api.models.vocabulary import Category, FacetKind, FacetValue, StatisticsTable


class StatisticCellQuerySet(models.QuerySet["StatisticCell"]):
    def of(self, release: Release, table: str) -> Self:
        return self.filter(release=release, table=table)

    def touching(self, provinces: int) -> Self:
        """Numbers about at least one of these provinces, or about the whole country."""
        shared = F("place__provinces").bitand(provinces)
        return self.annotate(shared=shared).filter(Q(place=None) | ~Q(shared=0))

    def within(self, *, categories: list[str], provinces: int) -> Self:
        """What a scope lets through.  An empty scope lets nothing through."""
        if not categories or not provinces:
            return self.none()
        return self.touching(provinces).filter(Q(category="") | Q(category__in=categories))


class StatisticCell(models.Model):
    """One protected number: the same for everyone, drawn once per release.

    `estimate` is empty when the number is withheld, because it would tell a neighbour what
    most families of the place need.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="statistics")
    table = models.CharField(_("table"), max_length=25, choices=StatisticsTable)
    category = models.CharField(_("category"), max_length=15, choices=Category, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="statistics", null=True, verbose_name=_("place")
    )
    facet_kind = models.CharField(_("facet"), max_length=10, choices=FacetKind, blank=True)
    facet = models.CharField(_("facet value"), max_length=15, choices=FacetValue, blank=True)
    amount_band = models.PositiveSmallIntegerField(_("amount band"), default=0)
    estimate = models.BigIntegerField(_("estimate"), null=True)
    margin = models.PositiveIntegerField(_("margin of error"))
    below_threshold = models.BooleanField(_("below the threshold"))

    objects = StatisticCellQuerySet.as_manager()

    class Meta:
        verbose_name = _("statistic")
        verbose_name_plural = _("statistics")
        indexes = [models.Index(fields=["release", "table", "id"], name="statistic_by_table")]

    def __str__(self) -> str:
        return f"{self.release_id}/{self.table}/{self.pk}"
