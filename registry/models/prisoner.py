from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access, through
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import BlindIndexField, EncryptedTextField, SearchKeyField
from registry.identity import mask
from registry.models.prison import Prison
from registry.models.record import Record


class Marital(models.TextChoices):
    SINGLE = "single", _("single")
    MARRIED = "married", _("married")
    DIVORCED = "divorced", _("divorced")
    WIDOWED = "widowed", _("widowed")


class Sex(models.TextChoices):
    FEMALE = "f", _("female")
    MALE = "m", _("male")


OUT = ("released", "deceased")


class PrisonerQuerySet(ScopedQuerySet["Prisoner"]):
    def in_custody(self) -> Self:
        return self.exclude(custody_status__in=OUT)

    def released_within(self, span: timedelta) -> Self:
        """Those who leave soon: the plan for the time after begins before it."""
        today = timezone.localdate()
        return self.filter(expected_release_on__range=(today, today + span))


class Prisoner(Record):
    """A person in custody.  Why he is there is not collected, anywhere in this product."""

    class Custody(models.TextChoices):
        REMAND = "remand", _("on remand")
        CONVICTED = "convicted", _("convicted")
        ON_LEAVE = "on_leave", _("on leave")
        ABSENT = "absent", _("absent")
        SEMI_OPEN = "semi_open", _("semi-open regime")
        E_MONITOR = "e_monitor", _("electronic monitoring")
        RELEASED = "released", _("released")
        DECEASED = "deceased", _("deceased")

    first_name = models.CharField(_("first name"), max_length=100)
    last_name = models.CharField(_("last name"), max_length=100)
    father_name = models.CharField(_("father's name"), max_length=100, blank=True)
    national_id = EncryptedTextField(_("national ID"), label="prisoner.national_id", blank=True)
    national_id_index = BlindIndexField(source="national_id")
    other_id = EncryptedTextField(
        _("other identity document"), label="prisoner.other_id", blank=True
    )
    birth_year = models.PositiveSmallIntegerField(
        _("year of birth"), null=True, blank=True, help_text=_("Gregorian year.")
    )
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.MALE)
    marital = models.CharField(_("marital status"), max_length=10, choices=Marital)
    dependants = models.PositiveSmallIntegerField(_("dependants declared"), default=0)
    prison = models.ForeignKey(
        Prison, on_delete=models.PROTECT, related_name="prisoners", verbose_name=_("prison")
    )
    prisoner_no = models.CharField(_("prisoner number"), max_length=30, blank=True)
    custody_status = models.CharField(
        _("custody"), max_length=10, choices=Custody, default=Custody.REMAND, editable=False
    )
    detained_on = models.DateField(_("detained on"), null=True, blank=True, editable=False)
    due_back_on = models.DateField(_("due back on"), null=True, blank=True, editable=False)
    expected_release_on = models.DateField(_("expected release"), null=True, blank=True)
    search_key = SearchKeyField(sources=("first_name", "last_name", "prisoner_no"))

    objects = PrisonerQuerySet.as_manager()
    history = keep_history()
    access = Access(
        prison="prison",
        association="kinships__family__association",
        province=through("kinships__family__county__province", kinships__family__phase="aftercare"),
        view=Permission.VIEW_PRISONERS,
        add=Permission.EDIT_PRISONERS,
        change=Permission.EDIT_PRISONERS,
        invite=Permission.ISSUE_INVITATIONS,
        fields={"national_id": Permission.VIEW_IDENTITY, "other_id": Permission.VIEW_IDENTITY},
    )

    class Meta:
        verbose_name = _("prisoner")
        verbose_name_plural = _("prisoners")
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("prison", "-id"), name="prisoner_by_prison"),
            models.Index(fields=("custody_status", "-id"), name="prisoner_by_custody"),
            # Whom the night looks for: few of many.
            models.Index(
                fields=("due_back_on", "id"),
                name="prisoner_due_back",
                condition=Q(custody_status="on_leave"),
            ),
            models.Index(fields=("search_key",), name="prisoner_by_name"),
        )

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def masked_national_id(self) -> str:
        return mask(self.national_id) if self.national_id else ""

    @property
    def held(self) -> bool:
        return self.custody_status not in OUT
