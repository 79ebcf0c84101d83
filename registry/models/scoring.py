from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.calendar import digits
from audit.history import keep_history
from permissions.querysets import ScopedQuerySet
from registry.models.catalogue import kept_by_the_national_office
from registry.models.record import Record


class ScoringModel(Record):
    """The questions of an assessment and what their answers weigh; immutable once released.

    `questions`: [{code, axis, weight 1–5, text_fa, text_en, options: [{fa, en}] for the answers
    0 to 3, needs: [codes a severe answer points to]}]; `thresholds`: the lowest score of each
    level {medium, high, critical}, and of an axis and a suggestion {answered_percent,
    suggests_need}.
    """

    version = models.PositiveSmallIntegerField(_("version"), unique=True)
    questions = models.JSONField(_("questions"))
    thresholds = models.JSONField(_("thresholds"))
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = kept_by_the_national_office()

    class Meta:
        verbose_name = _("scoring model")
        verbose_name_plural = _("scoring models")
        ordering = ("-version",)

    def __str__(self) -> str:
        return str(_("Scoring model %(version)s") % {"version": digits(self.version)})
