from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.county import County
from registry.models.record import Named


class Prison(Named):
    """Where prisoners are held; abroad, it has a country instead of a county."""

    class Kind(models.TextChoices):
        PRISON = "prison", _("prison")
        DETENTION = "detention", _("detention centre")
        REHABILITATION = "rehabilitation", _("rehabilitation camp")
        JUVENILE = "juvenile", _("juvenile correction centre")

    code = models.CharField(_("code"), max_length=10, unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.PRISON)
    county = models.ForeignKey(
        County,
        on_delete=models.PROTECT,
        related_name="prisons",
        verbose_name=_("county"),
        null=True,
        blank=True,
    )
    country = models.CharField(_("country"), max_length=2, default="IR")

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        prison="pk",
        public=True,
        view=Permission.VIEW_PRISONERS,
        add=Permission.MANAGE_NETWORK,
        change=Permission.MANAGE_NETWORK,
    )

    class Meta:
        verbose_name = _("prison")
        verbose_name_plural = _("prisons")
        ordering = ("code",)
        permissions = Permission.for_meta()
        constraints = (
            models.CheckConstraint(
                condition=Q(country="IR", county__isnull=False)
                | (~Q(country="IR") & Q(county__isnull=True)),
                name="prison_is_in_a_county_or_abroad",
                violation_error_message=_("Name the county of a prison, or its country if abroad."),
            ),
        )

    @property
    def abroad(self) -> bool:
        return self.country != "IR"
