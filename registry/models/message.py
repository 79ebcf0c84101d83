from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import EncryptedTextField
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.record import Record


class MessageQuerySet(ScopedQuerySet["Message"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)


class Message(Record):
    """One message between a family and its association."""

    class Side(models.TextChoices):
        FAMILY = "family", _("the family")
        ASSOCIATION = "association", _("the association")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="messages", verbose_name=_("family")
    )
    side = models.CharField(_("from"), max_length=12, choices=Side)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("written by"),
        null=True,
    )
    body = EncryptedTextField(_("message"), label="message.body")
    sent_at = models.DateTimeField(_("sent at"))
    read_at = models.DateTimeField(_("read at"), null=True)

    objects = MessageQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_MESSAGES,
        add=Permission.WRITE_MESSAGES,
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("sent_at", "pk")
        indexes = (
            models.Index(fields=("sent_at", "id"), name="message_by_day"),
            models.Index(fields=("side", "sent_at", "id"), name="message_by_side"),
        )

    def __str__(self) -> str:
        return f"{self.get_side_display()} · {self.family}"
