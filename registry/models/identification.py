from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import EncryptedTextField
from registry.models.association import Association
from registry.models.catalogue import RequiredDocument
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.member import Member
from registry.models.prison import Prison
from registry.models.record import Record


class PrisonCoordination(Record):
    """The prison head's consent to meet prisoners face to face (Prison Regulations, art. 237)."""

    association = models.ForeignKey(
        Association,
        on_delete=models.PROTECT,
        related_name="coordinations",
        verbose_name=_("association"),
    )
    prison = models.ForeignKey(
        Prison, on_delete=models.PROTECT, related_name="coordinations", verbose_name=_("prison")
    )
    letter_no = models.CharField(_("letter number"), max_length=50)
    dated = models.DateField(_("date of the letter"))
    approved_by_name = models.CharField(_("approved by"), max_length=200)
    valid_until = models.DateField(_("valid until"))

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        association="association",
        view=Permission.VIEW_FAMILIES,
        add=Permission.CONTACT_FAMILIES,
        change=Permission.CONTACT_FAMILIES,
    )

    class Meta:
        verbose_name = _("coordination with a prison")
        verbose_name_plural = _("coordinations with prisons")
        ordering = ("-valid_until", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("dated")),
                name="coordination_ends_after_it_begins",
                violation_error_message=_("The letter ends before it is dated."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.prison} · {self.letter_no}"


class Identification(Record):
    """How and by whom it was found out that the family is who it says."""

    class Method(models.TextChoices):
        FACE_TO_FACE = "face_to_face", _("face to face with the prisoner")
        HOME_VISIT = "home_visit", _("home visit")
        PHONE = "phone", _("by phone")
        DOCUMENTS = "documents", _("by documents")

    class Result(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        NOT_FOUND = "not_found", _("not found")
        NOT_ELIGIBLE = "not_eligible", _("not eligible")
        NEEDS_DOCUMENTS = "needs_documents", _("documents missing")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="identifications", verbose_name=_("family")
    )
    method = models.CharField(_("method"), max_length=15, choices=Method)
    on = models.DateField(_("date"), default=timezone.localdate)
    coordination = models.ForeignKey(
        PrisonCoordination,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("coordination letter"),
        null=True,
        blank=True,
    )
    result = models.CharField(_("result"), max_length=16, choices=Result)
    notes = EncryptedTextField(_("notes"), label="identification.notes", blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("done by"),
    )

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_FAMILIES,
        fields={"notes": Permission.VIEW_RESTRICTED},
    )

    class Meta:
        verbose_name = _("identification")
        verbose_name_plural = _("identifications")
        ordering = ("-on", "-pk")
        indexes = (
            models.Index(fields=("-on", "-id"), name="identification_by_day"),
            models.Index(fields=("result", "-on", "-id"), name="identification_by_result"),
            models.Index(fields=("method", "-on", "-id"), name="identification_by_method"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(method="face_to_face") | models.Q(coordination__isnull=False),
                name="identification_in_prison_is_coordinated",
                violation_error_message=_(
                    "Meeting a prisoner needs the coordination letter of his prison."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_method_display()} · {self.get_result_display()}"


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
