from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import EncryptedJSONField, EncryptedTextField
from registry.models.family import OF_THE_FAMILY, Family, Tier
from registry.models.record import Record
from registry.models.scoring import ScoringModel


def score_field(label: object) -> models.PositiveSmallIntegerField:
    """0 to 100; empty means that too little was answered to say, which is not 0."""
    return models.PositiveSmallIntegerField(
        label,  # type: ignore[arg-type]  # a lazy text
        null=True,
        editable=False,
        validators=[MaxValueValidator(100)],
    )


class Assessment(Record):
    """What a family needs on the four axes, as a social worker found it on one day."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("submitted")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("sent back")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("family")
    )
    model = models.ForeignKey(
        ScoringModel, on_delete=models.PROTECT, related_name="+", verbose_name=_("scoring model")
    )
    on = models.DateField(_("date"), default=timezone.localdate)
    answers = EncryptedJSONField(_("answers"), label="assessment.answers")
    economic = score_field(_("economic"))
    health = score_field(_("health"))
    psychological = score_field(_("psychological"))
    social = score_field(_("social"))
    priority = score_field(_("priority"))
    tier = models.CharField(_("tier"), max_length=10, choices=Tier, blank=True, editable=False)
    completeness = models.PositiveSmallIntegerField(_("answered (%)"), editable=False)
    narrative = EncryptedTextField(_("report"), label="assessment.narrative", blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.SUBMITTED, editable=False
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("done by"),
        editable=False,
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
        null=True,
        editable=False,
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_ASSESSMENTS,
        approve=Permission.APPROVE_ASSESSMENTS,
        fields={
            "narrative": Permission.VIEW_RESTRICTED,
            "answers": Permission.VIEW_RESTRICTED,
        },
    )

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ("-on", "-pk")
        indexes = (
            models.Index(fields=("-on", "-id"), name="assessment_by_day"),
            models.Index(fields=("status", "-on", "-id"), name="assessment_by_status"),
            models.Index(fields=("tier", "-on", "-id"), name="assessment_by_tier"),
        )

    def __str__(self) -> str:
        return f"{_('Assessment')} · {self.get_status_display()}"
