from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.association import Association
from registry.models.county import County
from registry.models.record import Record


class ServiceArea(Record):
    """A county that is one association's own: its families go there, near or far."""

    association = models.ForeignKey(
        Association,
        on_delete=models.PROTECT,
        related_name="service_areas",
        verbose_name=_("association"),
    )
    county = models.OneToOneField(
        County, on_delete=models.PROTECT, related_name="service_area", verbose_name=_("county")
    )

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        association="association",
        public=True,
        view=Permission.VIEW_REPORTS,
        add=Permission.MANAGE_NETWORK,
        change=Permission.MANAGE_NETWORK,
    )

    class Meta:
        verbose_name = _("service area")
        verbose_name_plural = _("service areas")
        ordering = ("association", "pk")

    def __str__(self) -> str:
        return f"{self.county} ← {self.association}"
