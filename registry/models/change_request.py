from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.calendar import is_persian
from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import EncryptedJSONField
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.record import Record


class ChangeRequestQuerySet(ScopedQuerySet["ChangeRequest"]):
    def pending(self) -> Self:
        return self.filter(status=ChangeRequest.Status.PENDING)

    def of_its_own(self) -> Self:
        """What whoever holds the code and PIN has asked for; the rest is not hers to know of."""
        return self.filter(source=ChangeRequest.Source.OWN_PAGE)


class ChangeRequest(Record):
    """What a verified family wants changed in its file; a social worker accepts or rejects it.

    `wanted`: {field: {"from": …, "to": …}}.  What came by a second registration is not shown to
    whoever holds the code and PIN of the first: they may be two people, one fleeing the other.
    """

    class Source(models.TextChoices):
        OWN_PAGE = "own_page", _("the family's own page")
        REGISTRATION = "registration", _("a second registration")

    class Status(models.TextChoices):
        PENDING = "pending", _("pending")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="change_requests", verbose_name=_("family")
    )
    wanted = EncryptedJSONField(_("changes wanted"), label="change_request.wanted")
    source = models.CharField(
        _("came by"), max_length=12, choices=Source, default=Source.OWN_PAGE, editable=False
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.PENDING, editable=False
    )
    asked_at = models.DateTimeField(_("asked at"))
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

    objects = ChangeRequestQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_FAMILIES,
        decide=Permission.EDIT_FAMILIES,
        fields={"wanted": Permission.VIEW_IDENTITY},
    )

    class Meta:
        verbose_name = _("request for a change")
        verbose_name_plural = _("requests for a change")
        ordering = ("-asked_at", "-pk")
        indexes = (
            models.Index(fields=("-asked_at", "-id"), name="change_request_by_day"),
            models.Index(fields=("status", "-asked_at", "-id"), name="change_request_by_status"),
        )

    def __str__(self) -> str:
        return f"{self.get_status_display()} · {self.family}"

    @property
    def about(self) -> str:
        """What the family wants changed, by the names of the columns; no value of any."""
        columns = {column.name: column for column in Family._meta.fields}
        names = [
            str(columns[name].verbose_name) if name in columns else str(_("a new member"))
            for name in self.wanted
        ]
        return ("، " if is_persian() else ", ").join(names)

    @property
    def joined(self) -> bool:
        """Whether somebody else than the holder of the code and PIN may have asked."""
        return self.source == self.Source.REGISTRATION
