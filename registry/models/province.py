from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.record import Named


class Province(Named):
    """One of the 31 provinces, by its ISO 3166-2:IR number."""

    code = models.CharField(_("code"), max_length=2, unique=True)
    region = models.PositiveSmallIntegerField(
        _("region"),
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("One of the five regions of the Ministry of Interior (1393)."),
    )
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)
    stays_inside = models.BooleanField(
        _("families stay in the province"),
        default=False,
        help_text=_(
            "On: a family is referred to the nearest association of this province, even if "
            "another province has a nearer one. Off: to the nearest of all."
        ),
    )

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        province="pk",
        public=True,
        view=Permission.VIEW_REPORTS,
        change=Permission.MANAGE_NETWORK,
    )

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ("name_fa",)
        permissions = Permission.for_meta()
