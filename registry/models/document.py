from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import EncryptedTextField
from registry.models.catalogue import RequiredDocument
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.member import Member
from registry.models.record import Record


class Document(Record):
    """A paper the family has to show, and whether it was seen."""

    class Status(models.TextChoices):
        PENDING = "pending", _("pending")
        VALID = "valid", _("valid")
        NEEDS_INVESTIGATION = "needs_investigation", _("needs investigation")
        INVALID = "invalid", _("invalid")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="documents", verbose_name=_("family")
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("member"),
        null=True,
        blank=True,
    )
    kind = models.ForeignKey(
        RequiredDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("document")
    )
    number = EncryptedTextField(_("number"), label="document.number", blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PENDING)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("checked by"),
        null=True,
        editable=False,
    )

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_FAMILIES,
        add=Permission.CONTACT_FAMILIES,
        change=Permission.CONTACT_FAMILIES,
        fields={"number": Permission.VIEW_IDENTITY},
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("family", "kind", "pk")
        indexes = (
            models.Index(fields=("status", "family", "kind", "id"), name="document_by_status"),
            models.Index(fields=("kind", "family", "id"), name="document_by_kind"),
        )
        constraints = (
            models.UniqueConstraint(
                F("family"),
                F("kind"),
                Coalesce("member", 0),
                name="document_once",
                violation_error_message=_("This document is on the list already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} · {self.get_status_display()}"
