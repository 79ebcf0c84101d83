from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.history import keep_history
from permissions.access import Access, through
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.prison import Prison
from registry.models.prisoner import Prisoner
from registry.models.record import Record


class CustodyEvent(Record):
    """One thing that happened in custody; the prisoner's status is derived from all of them."""

    class Kind(models.TextChoices):
        ADMISSION = "admission", _("admission")
        CONVICTION = "conviction", _("conviction")
        TRANSFER = "transfer", _("transfer to another prison")
        LEAVE_START = "leave_start", _("leave begins")
        LEAVE_END = "leave_end", _("leave ends")
        SEMI_OPEN = "semi_open", _("semi-open regime")
        E_MONITOR = "e_monitor", _("electronic monitoring")
        RELEASE = "release", pgettext_lazy("of a prisoner", "release")
        DEATH = "death", _("death")
        READMISSION = "readmission", _("readmission")

    class Release(models.TextChoices):
        """How custody ended; never why it began.  A file that does not tell it says so."""

        END_OF_SENTENCE = "end_of_sentence", pgettext_lazy("kind of release", "end of sentence")
        CONDITIONAL = "conditional", pgettext_lazy("kind of release", "conditional release")
        PARDON = "pardon", pgettext_lazy("kind of release", "pardon")
        SETTLEMENT = "settlement", pgettext_lazy("kind of release", "settlement")
        ACQUITTAL = "acquittal", pgettext_lazy("kind of release", "acquittal")
        BAIL = "bail", pgettext_lazy("kind of release", "bail")
        NOT_TOLD = "not_told", pgettext_lazy("kind of release", "not told")

    class Source(models.TextChoices):
        MANUAL = "manual", _("entered by hand")
        FEED = "feed", _("prison feed")
        IMPORTED = "imported", _("imported")

    prisoner = models.ForeignKey(
        Prisoner, on_delete=models.PROTECT, related_name="events", verbose_name=_("prisoner")
    )
    kind = models.CharField(_("event"), max_length=15, choices=Kind)
    prison = models.ForeignKey(
        Prison, on_delete=models.PROTECT, related_name="+", verbose_name=_("prison")
    )
    at = models.DateTimeField(_("date and time"))
    release_kind = models.CharField(
        _("kind of release"), max_length=15, choices=Release, blank=True
    )
    due_back_on = models.DateField(_("due back on"), null=True, blank=True)
    document_no = models.CharField(_("letter number"), max_length=50, blank=True)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.MANUAL)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        prison="prisoner__prison",
        association="prisoner__kinships__family__association",
        province=through(
            "prisoner__kinships__family__county__province",
            prisoner__kinships__family__phase="aftercare",
        ),
        view=Permission.VIEW_PRISONERS,
        add=Permission.EDIT_PRISONERS,
    )

    class Meta:
        verbose_name = _("custody event")
        verbose_name_plural = _("custody events")
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("-at", "-id"), name="custody_event_by_day"),
            models.Index(fields=("kind", "-at", "-id"), name="custody_event_by_kind"),
            models.Index(fields=("source", "-at", "-id"), name="custody_event_by_source"),
            models.Index(fields=("release_kind", "-at", "-id"), name="custody_event_by_release"),
            # With the prisoner, whose families tell who may see the event.
            models.Index(
                fields=("prison", "-at", "-id", "prisoner"), name="custody_event_by_prison"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("prisoner", "kind", "at"),
                name="custody_event_once",
                violation_error_message=_("This event is recorded already."),
            ),
            models.CheckConstraint(
                condition=Q(due_back_on=None) | Q(kind="leave_start"),
                name="custody_event_only_leave_is_due_back",
                violation_error_message=_("Only a leave has a day of return."),
            ),
            models.CheckConstraint(
                condition=(Q(kind="release") & ~Q(release_kind=""))
                | (~Q(kind="release") & Q(release_kind="")),
                name="custody_event_release_has_its_kind",
                violation_error_message=_("A release has its kind, and nothing else has one."),
            ),
        )

    @property
    def release_told(self) -> str:
        """What kind of release it was, in words; nothing where nobody told."""
        told = self.release_kind not in ("", self.Release.NOT_TOLD)
        return str(self.get_release_kind_display()) if told else ""

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.prisoner}"
