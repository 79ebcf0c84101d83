from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.record import Record

REPORTS = {"needs": _("Needs by axis, level and place"), "need_list": _("List of needs")}


class Export(Record):
    """Numbers that left the house as a file: which, how many rows, for whom and why."""

    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("taken by"),
    )
    report = models.CharField(_("report"), max_length=40)
    filters = models.JSONField(_("filters"), default=dict)
    rows = models.PositiveIntegerField(_("rows"))
    reason = models.TextField(_("reason"))

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(view=Permission.READ_HISTORY)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.name} · {self.taken_by}"

    @property
    def name(self) -> str:
        """What the report is called in the office."""
        return str(REPORTS.get(self.report, self.report))
