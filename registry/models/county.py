from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.province import Province
from registry.models.record import Named


class County(Named):
    """A county and its seat.  Names repeat across provinces: look it up by code, never by name."""

    code = models.CharField(_("code"), max_length=8, unique=True)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="counties", verbose_name=_("province")
    )
    seat_fa = models.CharField(_("seat (Persian)"), max_length=100)
    seat_en = models.CharField(_("seat (English)"), max_length=100)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True)
    seat_population = models.PositiveIntegerField(_("population of the seat"), null=True)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(public=True, view=Permission.VIEW_REPORTS, change=Permission.MANAGE_NETWORK)

    class Meta:
        verbose_name = _("county")
        verbose_name_plural = _("counties")
        ordering = ("name_fa",)
