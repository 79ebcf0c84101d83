from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.record import Record


class Consent(Record):
    """What a family agreed to, each purpose by itself.  Withdrawal acts at once."""

    class Purpose(models.TextChoices):
        CASE_SERVICES = "case_services", _("receive services")
        SHARE_NON_IDENTIFIABLE = (
            "share_non_identifiable",
            _("share needs and statistics without names"),
        )
        SHARE_WITH_PARTNER = "share_with_partner", _("share with a partner agency")
        SPONSORSHIP_OF_CHILD = "sponsorship_of_child", _("sponsorship of a child")
        MESSAGES = "messages", _("receive messages")

    class Method(models.TextChoices):
        ONLINE = "online", _("on the family's page")
        SIGNATURE = "signature", _("by signature")
        VERBAL = "verbal", _("by word, with a witness")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="consents", verbose_name=_("family")
    )
    purpose = models.CharField(_("purpose"), max_length=25, choices=Purpose)
    method = models.CharField(_("method"), max_length=10, choices=Method, default=Method.ONLINE)
    given_at = models.DateTimeField(_("given at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_FAMILIES,
        add=Permission.EDIT_FAMILIES,
        withdraw=Permission.EDIT_FAMILIES,
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("family", "pk")
        indexes = (
            models.Index(fields=("purpose", "family", "id"), name="consent_by_purpose"),
            models.Index(fields=("method", "family", "id"), name="consent_by_method"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("family", "purpose"),
                condition=models.Q(withdrawn_at=None),
                name="consent_stands_once",
                violation_error_message=_("This consent stands already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_purpose_display())
