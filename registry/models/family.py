from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access, through
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import BlindIndexField, EncryptedTextField, SearchKeyField
from registry.models.association import Association
from registry.models.county import County
from registry.models.record import Record


class Tier(models.TextChoices):
    """How pressing a family's situation is: the level of its worst axis."""

    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")
    CRITICAL = "critical", _("critical")


class FamilyQuerySet(ScopedQuerySet["Family"]):
    def open(self) -> Self:
        """Files somebody has to work on."""
        return self.exclude(status__in=Family.ENDED)


class Family(Record):
    """A prisoner's household and its file: one row, one open file, for ever.

    `association` is the key of the whole file: who belongs to it sees the file, nobody else.
    The doors between the states are the functions of `registry.services`.
    """

    class Status(models.TextChoices):
        REFERRED = "referred", _("referred")
        CONTACTED = "contacted", _("contacted")
        IDENTIFIED = "identified", _("identified")
        VERIFIED = "verified", _("verified")
        ASSESSED = "assessed", _("assessed")
        RETURNED = "returned", _("returned to the national desk")
        DIRECTED = "directed", _("directed to the Relief Committee")
        NOT_ELIGIBLE = "not_eligible", _("not eligible")
        CLOSED = "closed", _("closed")

    ENDED = (Status.DIRECTED, Status.NOT_ELIGIBLE, Status.CLOSED)
    STEPS = (
        Status.REFERRED,
        Status.CONTACTED,
        Status.IDENTIFIED,
        Status.VERIFIED,
        Status.ASSESSED,
    )

    class Phase(models.TextChoices):
        CUSTODY = "custody", _("during custody")
        AFTERCARE = "aftercare", _("after release")

    class Source(models.TextChoices):
        REGISTERED = "registered", _("registered by the family")
        IMPORTED = "imported", _("imported")

    class Housing(models.TextChoices):
        OWNER = "owner", _("owner")
        RENT = "rent", _("tenant")
        RELATIVES = "relatives", _("with relatives")
        INSTITUTION = "institution", _("in an institution")
        NONE = "none", _("without a home")

    class Support(models.TextChoices):
        UNKNOWN = "unknown", _("not said")
        CASH = "cash", _("cash")
        EMPLOYMENT = "employment", _("employment")
        BOTH = "both", _("both")

    class OtherSupport(models.TextChoices):
        UNKNOWN = "unknown", _("not said")
        NONE = "none", _("none")
        RELIEF = "relief_committee", _("Relief Committee")
        WELFARE = "welfare", _("Welfare Organisation")
        MARTYRS = "martyrs", _("Martyrs Foundation")
        OTHER = "other", _("another body")

    code = models.CharField(_("file code"), max_length=20, unique=True, editable=False)
    association = models.ForeignKey(
        Association,
        on_delete=models.PROTECT,
        related_name="families",
        verbose_name=_("association"),
        null=True,
        blank=True,
        editable=False,
    )
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, related_name="families", verbose_name=_("county")
    )
    contact_name = models.CharField(_("contact person"), max_length=200)
    phone = EncryptedTextField(_("mobile"), label="family.phone", blank=True)
    phone_index = BlindIndexField(source="phone")
    address = EncryptedTextField(_("address"), label="family.address", blank=True)
    postal_code = EncryptedTextField(_("postal code"), label="family.postal_code", blank=True)
    housing = models.CharField(_("housing"), max_length=15, choices=Housing, blank=True)
    rent_rial = models.BigIntegerField(_("monthly rent"), null=True, blank=True)
    income_rial = models.BigIntegerField(_("monthly income"), null=True, blank=True)
    other_support = models.CharField(
        _("support from other bodies"), max_length=20, choices=OtherSupport, default="unknown"
    )
    preferred_support = models.CharField(
        _("support preferred"), max_length=12, choices=Support, default=Support.UNKNOWN
    )
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="fa"
    )
    size = models.PositiveSmallIntegerField(_("members"), default=1, editable=False)
    source = models.CharField(
        _("origin"), max_length=12, choices=Source, default=Source.REGISTERED, editable=False
    )
    status = models.CharField(
        _("status"), max_length=15, choices=Status, default=Status.REFERRED, editable=False
    )
    phase = models.CharField(
        _("phase"), max_length=10, choices=Phase, default=Phase.CUSTODY, editable=False
    )
    tier = models.CharField(_("tier"), max_length=10, choices=Tier, blank=True, editable=False)
    priority = models.PositiveSmallIntegerField(_("priority"), null=True, editable=False)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("social worker"),
        null=True,
        blank=True,
        editable=False,
    )
    opened_at = models.DateTimeField(_("registered at"), editable=False)
    referred_at = models.DateTimeField(_("referred at"), null=True, editable=False)
    first_contact_at = models.DateTimeField(_("first contact"), null=True, editable=False)
    identified_at = models.DateTimeField(_("identified at"), null=True, editable=False)
    verified_at = models.DateTimeField(_("verified at"), null=True, editable=False)
    assessed_at = models.DateTimeField(_("assessed at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closure_reason = models.TextField(_("reason of the closure"), blank=True, editable=False)
    last_confirmed_on = models.DateField(_("data confirmed on"), null=True, editable=False)
    tracking_index = models.CharField(  # noqa: DJ001 -- unique, and many files have none
        max_length=32, unique=True, null=True, editable=False
    )
    pin_hash = models.CharField(max_length=128, blank=True, editable=False)
    search_key = SearchKeyField(sources=("contact_name", "code"))

    objects = FamilyQuerySet.as_manager()
    history = keep_history()
    access = Access(
        association="association",
        province=through("county__province", phase="aftercare"),
        view=Permission.VIEW_FAMILIES,
        change=Permission.EDIT_FAMILIES,
        contact=Permission.CONTACT_FAMILIES,
        verify=Permission.VERIFY_FAMILIES,
        assess=Permission.ASSESS_FAMILIES,
        write=Permission.WRITE_MESSAGES,
        assign=Permission.ASSIGN_WORK,
        close=Permission.CLOSE_FAMILIES,
        reroute=Permission.REROUTE_FAMILIES,
        fields={
            "phone": Permission.VIEW_IDENTITY,
            "address": Permission.VIEW_IDENTITY,
            "postal_code": Permission.VIEW_IDENTITY,
        },
    )

    class Meta:
        verbose_name = _("family")
        verbose_name_plural = _("families")
        ordering = ("-opened_at", "-pk")
        indexes = (
            models.Index(fields=("association", "-opened_at", "-id"), name="family_by_association"),
            models.Index(
                fields=("association", "status", "-opened_at", "-id"), name="family_by_status"
            ),
            models.Index(
                fields=("association", "tier", "-opened_at", "-id"), name="family_by_tier"
            ),
            models.Index(
                fields=("association", "county", "-opened_at", "-id"), name="family_by_county"
            ),
            # The same for those who see the whole country.
            models.Index(fields=("-opened_at", "-id"), name="family_by_opening"),
            models.Index(fields=("status", "-opened_at", "-id"), name="family_of_status"),
            models.Index(fields=("tier", "-opened_at", "-id"), name="family_of_tier"),
            models.Index(fields=("phase", "-opened_at", "-id"), name="family_of_phase"),
            # What is ended is no one status: `Family.ENDED`.
            models.Index(
                fields=("-opened_at", "-id"),
                name="family_ended",
                condition=Q(status__in=("directed", "not_eligible", "closed")),
            ),
            models.Index(
                fields=("association", "-opened_at", "-id"),
                name="family_ended_by_association",
                condition=Q(status__in=("directed", "not_eligible", "closed")),
            ),
            models.Index(fields=("association", "search_key"), name="family_by_name"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(association__isnull=False) | Q(status="returned"),
                name="family_has_an_association",
                violation_error_message=_(
                    "Every family has an association, or is being re-routed."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(rent_rial=None) | Q(rent_rial__gte=0))
                & (Q(income_rial=None) | Q(income_rial__gte=0)),
                name="family_money_is_not_negative",
                violation_error_message=_("Rent and income cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(priority=None) | Q(priority__lte=100),
                name="family_priority_up_to_100",
                violation_error_message=_("The priority lies between 0 and 100."),
            ),
        )

    @cached_property
    def has_withdrawn(self) -> bool:
        """Whether the family took back the consent to services, that everything stands on."""
        given = self.consents.filter(purpose="case_services").order_by("-pk")
        last = given.first()
        return last is not None and last.withdrawn_at is not None

    def __str__(self) -> str:
        # A code reads from left to right, also where it stands in a Persian sentence.
        return (
            f"{self.contact_name} (\N{LEFT-TO-RIGHT ISOLATE}{self.code}\N{POP DIRECTIONAL ISOLATE})"
        )


# How every row of a file is reached: over its family.
OF_THE_FAMILY = {
    "association": "family__association",
    "province": through("family__county__province", family__phase="aftercare"),
}
