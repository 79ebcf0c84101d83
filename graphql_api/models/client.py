import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ClientKind(models.TextChoices):
    DONOR = "donor", _("donor")
    PARTNER = "partner", _("partner agency")


class ApiClient(models.Model):
    """A donor's portal or a partner agency's system, and what it may ask for.

    Its scope limits the purpose; an empty list means nothing, not everything.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ClientKind)
    categories = models.JSONField(_("categories"), default=list, blank=True)
    provinces = models.JSONField(_("provinces"), default=list, blank=True)
    programs = models.JSONField(_("programs"), default=list, blank=True)
    rate_per_minute = models.PositiveIntegerField(
        _("budget per minute"),
        default=30_000,
        help_text=_("Cost units that flow back each minute; a page of 50 needs costs about 500."),
    )
    capacity = models.PositiveIntegerField(
        _("largest budget"),
        default=60_000,
        help_text=_("Cost units that an idle client can save up."),
    )
    active = models.BooleanField(_("active"), default=True, editable=False)
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        verbose_name = _("API client")
        verbose_name_plural = _("API clients")
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(rate_per_minute__gt=0, capacity__gt=0),
                name="client_budget_positive",
                violation_error_message=_("The budget must be more than zero."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def may_enter(self, now: datetime) -> bool:
        """Active and not past its last day."""
        return self.active and (self.expires_at is None or self.expires_at > now)


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def live(self) -> Self:
        """Keys that open the window now."""
        now = timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), revoked_at=None)


class ApiKey(models.Model):
    """A key of a client.  Only its fingerprint is kept; the key itself is shown once."""

    client = models.ForeignKey(
        ApiClient, models.PROTECT, related_name="keys", verbose_name=_("API client")
    )
    prefix = models.CharField(_("prefix"), max_length=12, unique=True, editable=False)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, editable=False)
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"spk_{self.prefix}_…"
