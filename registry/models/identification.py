from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import EncryptedTextField
from registry.models.coordination import PrisonCoordination
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.record import Record


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
