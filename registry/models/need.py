from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.catalogue import NeedType, Sensitivity
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.member import Member
from registry.models.record import Record


class NeedQuerySet(ScopedQuerySet["Need"]):
    def open(self) -> Self:
        """Confirmed by a social worker, and not met yet."""
        return self.filter(status=Need.Status.CONFIRMED)

    def undecided(self) -> Self:
        return self.filter(status=Need.Status.DECLARED)


class Need(Record):
    """One thing a family lacks: declared by the family or found in an assessment."""

    class Origin(models.TextChoices):
        DECLARED = "declared", _("declared by the family")
        ASSESSED = "assessed", _("found in the assessment")

    class Status(models.TextChoices):
        DECLARED = "declared", _("declared")
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")
        MET = "met", _("met")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Urgency(models.TextChoices):
        NORMAL = "normal", _("normal")
        URGENT = "urgent", _("urgent")

    class Publication(models.TextChoices):
        PRIVATE = "private", _("private")
        PROPOSED = "proposed", _("proposed")
        PUBLISHED = "published", _("released for publication")
        CLOSED = "closed", _("closed")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="needs", verbose_name=_("family")
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="needs",
        verbose_name=_("for the member"),
        null=True,
        blank=True,
    )
    need_type = models.ForeignKey(
        NeedType, on_delete=models.PROTECT, related_name="+", verbose_name=_("need")
    )
    sensitivity = models.CharField(
        _("sensitivity"), max_length=12, choices=Sensitivity, editable=False
    )
    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin, default=Origin.ASSESSED, editable=False
    )
    urgency = models.CharField(_("urgency"), max_length=8, choices=Urgency, default=Urgency.NORMAL)
    amount_rial = models.BigIntegerField(_("amount"), null=True, blank=True)
    met_rial = models.BigIntegerField(_("amount met"), default=0, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DECLARED, editable=False
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
    publication = models.CharField(
        _("publication"),
        max_length=10,
        choices=Publication,
        default=Publication.PRIVATE,
        editable=False,
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("proposed by"),
        null=True,
        editable=False,
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("approved by"),
        null=True,
        editable=False,
    )
    published_at = models.DateTimeField(_("released at"), null=True, editable=False)

    objects = NeedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        confidential={"sensitivity": Sensitivity.RESTRICTED},
        view=Permission.VIEW_FAMILIES,
        add=Permission.ASSESS_FAMILIES,
        decide=Permission.DECIDE_NEEDS,
        propose=Permission.PROPOSE_NEEDS,
        publish=Permission.PUBLISH_NEEDS,
    )

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("publication", "status", "-id"), name="need_by_publication"),
            models.Index(fields=("status", "-id"), name="need_by_status"),
            models.Index(fields=("urgency", "-id"), name="need_by_urgency"),
            models.Index(fields=("origin", "-id"), name="need_by_origin"),
        )
        constraints = (
            models.UniqueConstraint(
                F("family"),
                F("need_type"),
                Coalesce("member", 0),
                condition=Q(status__in=("declared", "confirmed")),
                name="need_open_once",
                violation_error_message=_("The family has this need already."),
            ),
            models.CheckConstraint(
                condition=(Q(amount_rial=None) | Q(amount_rial__gt=0))
                & Q(met_rial__gte=0)
                & (Q(amount_rial=None) | Q(met_rial__lte=F("amount_rial"))),
                name="need_is_met_up_to_its_amount",
                violation_error_message=_("A need is met at most up to its amount."),
            ),
            models.CheckConstraint(
                condition=~Q(publication="published")
                | Q(
                    status="confirmed",
                    sensitivity="public",
                    proposed_by__isnull=False,
                    approved_by__isnull=False,
                )
                & ~Q(approved_by=F("proposed_by")),
                name="need_is_published_by_two_people",
                violation_error_message=_(
                    "Publishing takes a confirmed public need, one person who proposes it and "
                    "another who approves."
                ),
            ),
        )

    def __str__(self) -> str:
        return str(self.need_type)
