from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.prison import Prison
from registry.models.prisoner import Prisoner
from registry.models.record import Record


class InvitationQuerySet(ScopedQuerySet["Invitation"]):
    def usable(self) -> Self:
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Invitation(Record):
    """A one-use link that a prisoner hands to his family.  The link itself is never stored."""

    class Channel(models.TextChoices):
        PAPER = "paper", _("on paper")
        SMS = "sms", _("by text message")

    prisoner = models.ForeignKey(
        Prisoner, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("prisoner")
    )
    prison = models.ForeignKey(
        Prison, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("prison")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    channel = models.CharField(
        _("handed over"), max_length=10, choices=Channel, default=Channel.PAPER
    )
    language = models.CharField(
        _("language of the family"), max_length=2, choices=settings.LANGUAGES, default="fa"
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("issued by"),
        null=True,
        editable=False,
    )
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    revoked_reason = models.TextField(_("reason of the revocation"), blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()
    history = keep_history()
    access = Access(
        prison="prison",
        view=Permission.VIEW_PRISONERS,
        add=Permission.ISSUE_INVITATIONS,
        revoke=Permission.ISSUE_INVITATIONS,
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("language", "-id"), name="invitation_by_language"),
            models.Index(fields=("channel", "-id"), name="invitation_by_channel"),
            models.Index(
                fields=("used_at", "revoked_at", "expires_at"), name="invitation_by_stage"
            ),
        )

    def __str__(self) -> str:
        what = _("Invitation")
        try:
            return f"{what} · {self.prisoner}"
        except Prisoner.DoesNotExist:  # to this reader: he may be in another prison by now
            return f"{what} {self.pk}"

    @property
    def usable(self) -> bool:
        unspent = self.used_at is None and self.revoked_at is None
        return unspent and self.expires_at > timezone.now()
