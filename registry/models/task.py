from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.association import Association
from registry.models.family import Family
from registry.models.record import Record


class TaskQuerySet(ScopedQuerySet["Task"]):
    def open(self) -> Self:
        return self.filter(status=Task.Status.OPEN)

    def late(self) -> Self:
        return self.open().filter(due_at__lt=timezone.now())

    def of(self, user: Any) -> Self:
        return self.filter(assignee=user)


class Task(Record):
    """One line of a cartable: what has to be done next for a family, by when.

    Written by `registry.services.cartable`; `key` makes opening the same task twice harmless.
    Without an association it stands in the national desk's cartable.
    """

    class Kind(models.TextChoices):
        FIRST_CONTACT = "first_contact", _("First contact")
        IDENTIFY = "identify", _("Identify the family")
        VERIFY = "verify", _("Verify what a colleague identified")
        ASSESS = "assess", _("Assess the needs")
        APPROVE_ASSESSMENT = "approve_assessment", _("Approve the assessment")
        DECIDE_NEEDS = "decide_needs", _("Confirm or decline needs")
        APPROVE_PUBLICATION = "approve_publication", _("Approve needs for publication")
        ANSWER_MESSAGE = "answer_message", _("Answer the family's message")
        REVIEW_CHANGE = "review_change", _("Review what the family changed")
        CONFIRM_DATA = "confirm_data", _("Confirm that the data are up to date")
        HAND_OVER = "hand_over", _("Introduce the family to the Relief Committee")
        AFTERCARE_PLAN = "aftercare_plan", _("Plan the time after release")
        REVIEW_COVERAGE = "review_coverage", _("Review the coverage after the release")
        URGENT = "urgent", _("Urgent need: act today")
        REROUTE = "reroute", _("Find another association")
        CHECK_LOCATION = "check_location", _("Check where the family lives")
        OVER_CAPACITY = "over_capacity", _("The nearest association is full")
        CHECK_DUPLICATE = "check_duplicate", _("Two files may be one family")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    association = models.ForeignKey(
        Association,
        on_delete=models.PROTECT,
        related_name="tasks",
        verbose_name=_("association"),
        null=True,
    )
    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("family")
    )
    kind = models.CharField(_("task"), max_length=20, choices=Kind)
    key = models.CharField(max_length=80, unique=True, editable=False)
    opened_at = models.DateTimeField(_("since"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.OPEN, editable=False
    )
    done_at = models.DateTimeField(_("done at"), null=True, editable=False)

    objects = TaskQuerySet.as_manager()
    history = keep_history()
    access = Access(
        association="association",
        view=Permission.VIEW_FAMILIES,
        assign=Permission.ASSIGN_WORK,
        finish=Permission.EDIT_FAMILIES,
        settle=Permission.REROUTE_FAMILIES,
    )

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("cartable")
        ordering = ("due_at", "pk")
        indexes = (
            # Everything a cartable counts, so that it is counted without opening a task.
            models.Index(
                fields=("association", "status", "due_at", "id", "kind", "assignee"),
                name="task_by_association",
            ),
            models.Index(fields=("assignee", "status", "due_at"), name="task_by_assignee"),
            models.Index(fields=("association", "assignee", "due_at", "id"), name="task_by_hand"),
            models.Index(fields=("association", "due_at", "id"), name="task_of_association"),
            models.Index(fields=("assignee", "due_at", "id"), name="task_of_worker"),
            models.Index(fields=("due_at", "id"), name="task_by_day"),
            models.Index(fields=("due_at", "id"), name="task_free", condition=Q(assignee=None)),
            # With the association, so that what has become late today is counted in the index.
            models.Index(fields=("status", "due_at", "id", "association"), name="task_by_status"),
            models.Index(fields=("kind", "due_at", "id"), name="task_by_kind"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.family}"

    @property
    def late(self) -> bool:
        return self.status == self.Status.OPEN and self.due_at < timezone.now()
