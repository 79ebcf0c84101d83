from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import EncryptedJSONField
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.invitation import Invitation
from registry.models.record import Record


class Registration(Record):
    """What a family sent, and what the rules made of it: the record of what was said that day.

    While the family is still writing there is only a `Draft`.
    """

    class Outcome(models.TextChoices):
        ELIGIBLE = "eligible", _("eligible")
        DIRECT_TO_RELIEF = "direct_to_relief", _("directed to the Relief Committee")
        PENDING_ABROAD = "pending_abroad", _("waiting for the Ministry of Foreign Affairs")
        GUARDIANSHIP = "guardianship", _("eligible; both parents in custody")
        NOT_ELIGIBLE = "not_eligible", _("not eligible")

    invitation = models.OneToOneField(
        Invitation,
        on_delete=models.PROTECT,
        related_name="registration",
        verbose_name=_("invitation"),
    )
    # A family that registers again is led to its open file, which then has two registrations.
    family = models.ForeignKey(
        Family,
        on_delete=models.PROTECT,
        related_name="registrations",
        verbose_name=_("family"),
        null=True,
        editable=False,
    )
    answers = EncryptedJSONField(_("answers"), label="registration.answers", default=dict)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="fa"
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    outcome_reason = models.CharField(_("rule applied"), max_length=10, blank=True)
    rule_version = models.PositiveSmallIntegerField(_("version of the rule"), null=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_FAMILIES,
        fields={"answers": Permission.VIEW_RESTRICTED},
    )

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ("-pk",)

    def __str__(self) -> str:
        what = _("Registration")
        return f"{what} {self.pk}"

    @property
    def words(self) -> str:
        """What the family wrote in its own words, about everything it asked for."""
        return str(self.answers.get("needs", {}).get("text", ""))
