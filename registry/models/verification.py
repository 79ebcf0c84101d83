from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.identification import Identification
from registry.models.record import Record


class Verification(Record):
    """The decision of a second person on what the first identified."""

    class Decision(models.TextChoices):
        VERIFIED = "verified", _("verified")
        REJECTED = "rejected", _("not eligible")
        NEED_MORE = "need_more", _("more is needed")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="verifications", verbose_name=_("family")
    )
    identification = models.ForeignKey(
        Identification,
        on_delete=models.PROTECT,
        related_name="verifications",
        verbose_name=_("identification"),
    )
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    commission_no = models.CharField(_("number of the commission"), max_length=50, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    on = models.DateField(_("date"), default=timezone.localdate)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_FAMILIES,
    )

    class Meta:
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        ordering = ("-on", "-pk")
        indexes = (
            models.Index(fields=("-on", "-id"), name="verification_by_day"),
            models.Index(fields=("decision", "-on", "-id"), name="verification_by_decision"),
        )

    def __str__(self) -> str:
        return str(self.get_decision_display())
