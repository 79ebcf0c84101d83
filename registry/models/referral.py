from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.kept import AssociationIndex
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.association import Association
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.record import Record


class Referral(Record):
    """Why a family went to this association: method, distance, and who else was considered.

    `candidates` lists up to five: code, name_fa, name_en, km, load, capacity, why_not.
    """

    class Method(models.TextChoices):
        CATCHMENT = "catchment", _("service area")
        SEAT = "seat", _("same county")
        NEAREST = "nearest", _("nearest")
        FALLBACK = "fallback", _("fallback")
        MANUAL = "manual", _("by hand")

    class WhyNot(models.TextChoices):
        """Why a candidate was not chosen."""

        CHOSEN = "", _("chosen")
        FARTHER = "farther", _("farther away")
        FULL = "full", _("full")
        BUSIER = "busier", _("as near, but busier")
        SAME = "same", _("as near and as busy; its code comes later")
        OUTSIDE_PROVINCE = "outside_province", _("in another province")
        NOT_ITS_AREA = "not_its_area", _("the county is another association's own")
        NOT_THE_SEAT = "not_the_seat", _("not seated in the county of the family")
        NOT_THE_FALLBACK = "not_the_fallback", _("not seated in the capital of the province")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="referrals", verbose_name=_("family")
    )
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="+", verbose_name=_("association")
    )
    method = models.CharField(_("method"), max_length=10, choices=Method)
    distance_km = models.DecimalField(_("distance (km)"), max_digits=7, decimal_places=1, null=True)
    candidates = models.JSONField(_("candidates"), default=list)
    over_capacity = models.BooleanField(_("over capacity"), default=False)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
        null=True,
        help_text=_("Empty: the system."),
    )
    decided_at = models.DateTimeField(_("decided at"))

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_FAMILIES,
    )

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ("-decided_at", "-pk")
        indexes = (
            models.Index(fields=("-decided_at", "-id"), name="referral_by_day"),
            AssociationIndex(fields=("method", "-decided_at", "-id"), name="referral_by_method"),
            models.Index(
                fields=("over_capacity", "-decided_at", "-id"), name="referral_by_capacity"
            ),
        )

    def __str__(self) -> str:
        return f"{self.association} · {self.get_method_display()}"
