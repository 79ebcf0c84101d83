from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.record import Record


class Coverage(Record):
    """From when to when the association stands for the family; one open row per family."""

    class Status(models.TextChoices):
        PROVISIONAL = "provisional", _("provisional")
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")
        ENDED = "ended", _("ended")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="coverages", verbose_name=_("family")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_FAMILIES,
    )

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverages")
        ordering = ("-since", "-pk")
        indexes = (
            models.Index(fields=("-since", "-id"), name="coverage_by_day"),
            models.Index(fields=("status", "-since", "-id"), name="coverage_by_status"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("family",),
                condition=models.Q(until=None),
                name="coverage_open_once",
                violation_error_message=_("The family is covered already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_status_display())
