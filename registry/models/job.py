from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.record import Record


class JobQuerySet(ScopedQuerySet["Job"]):
    def open(self) -> Self:
        return self.filter(state__in=Job.OPEN)

    def untold(self) -> Self:
        """What has come to an end, or to a question, since its person last looked."""
        return self.filter(state__in=Job.TOLD, told_at=None)


class Job(Record):
    """Long work that somebody asked for; it is done in the background, in her name.

    `attempt` counts who has taken it up: a worker that was thought dead and comes back finds
    another number here, and writes nothing more.
    """

    class Kind(models.TextChoices):
        EXPORT = "export", _("file for a report")
        IMPORT = "import", _("import of custody events")
        PUBLISH = "publish", _("release for donors")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for its turn")
        RUNNING = "running", _("at work")
        REVIEW = "review", _("waiting for your answer")
        DONE = "done", _("done")
        FAILED = "failed", _("did not work out")
        CANCELLED = "cancelled", _("stopped")

    class Phase(models.TextChoices):
        """What a worker is doing; told beside the bar."""

        NONE = "", ""
        COUNTING = "counting", _("counting the rows")
        WRITING = "writing", _("writing the file")
        CHECKING = "checking", _("checking the file; nothing is changed")
        STORING = "storing", _("recording the events")
        DRAWING = "drawing", _("counting needs and protecting the numbers")
        SHOWING = "showing", _("letting the portals see the release")

    UNDER_WAY = (State.WAITING, State.RUNNING)
    OPEN = (*UNDER_WAY, State.REVIEW)
    TOLD = (State.REVIEW, State.DONE, State.FAILED)

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("asked by"),
        editable=False,
    )
    reason = models.TextField(_("reason"), blank=True, editable=False)
    options = models.JSONField(_("what was asked for"), default=dict, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING, editable=False
    )
    result = models.JSONField(_("result"), default=dict, editable=False)
    trouble = models.TextField(_("what went wrong"), blank=True, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    attempt = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    # The finished file, under FILES_DIR, and the reach it was made with.
    file = models.CharField(_("finished file"), max_length=80, blank=True, editable=False)
    reach = models.CharField(_("reach"), max_length=64, blank=True, editable=False)
    expires_at = models.DateTimeField(_("kept until"), null=True, editable=False)
    downloads = models.PositiveSmallIntegerField(_("downloads"), default=0, editable=False)

    # What moves while it runs; the history would only grow long with it.
    phase = models.CharField(_("phase"), max_length=10, choices=Phase, blank=True, editable=False)
    done = models.PositiveIntegerField(_("done"), default=0, editable=False)
    total = models.PositiveIntegerField(_("of"), null=True, editable=False)
    checkpoint = models.JSONField(_("checkpoint"), default=dict, editable=False)
    fruitless = models.PositiveSmallIntegerField(
        _("attempts since the last checkpoint"), default=0, editable=False
    )
    ticket = models.UUIDField(_("ticket"), null=True, editable=False)
    beat_at = models.DateTimeField(_("heard of"), default=timezone.now, editable=False)
    told_at = models.DateTimeField(_("told"), null=True, editable=False)

    objects = JobQuerySet.as_manager()
    history = keep_history(
        excluded_fields=[
            "phase",
            "done",
            "total",
            "checkpoint",
            "fruitless",
            "ticket",
            "beat_at",
            "told_at",
        ]
    )
    access = Access(view=Permission.READ_HISTORY).owned_through(
        "asked_by", "view", "confirm", "cancel", "retry", "take"
    )

    class Meta:
        verbose_name = _("long work")
        verbose_name_plural = _("my long work")
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("asked_by", "-id"), name="job_by_person"),
            models.Index(
                fields=("state",),
                condition=Q(state__in=("waiting", "running", "review")),
                name="job_open",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("kind",),
                condition=Q(kind="publish", state__in=("waiting", "running")),
                name="one_release_at_a_time",
                violation_error_message=_("A release is being made already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def under_way(self) -> bool:
        return self.state in self.UNDER_WAY

    @property
    def percent(self) -> int | None:
        """How far it has come; nothing while the end is not known."""
        return min(100, 100 * self.done // self.total) if self.total else None
