"""The catalogues: what families can need, what can be given, what has to be shown.

Their rows are data (fixtures/*.json, loaded by `load_catalogues`), kept by the national office.
"""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from audit.calendar import digits, occurrence
from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.province import Province
from registry.models.record import Named, Record


def kept_by_the_national_office() -> Access:
    """Everybody on the staff reads a catalogue; the national office keeps it."""
    return Access(
        public=True,
        view=Permission.VIEW_REPORTS,
        add=Permission.MANAGE_NETWORK,
        change=Permission.MANAGE_NETWORK,
    )


class Axis(models.TextChoices):
    """The four sides on which a family's need is assessed, always in this order."""

    ECONOMIC = "economic", _("economic")
    HEALTH = "health", _("health")
    PSYCHOLOGICAL = "psychological", _("psychological")
    SOCIAL = "social", _("social")


class Sensitivity(models.TextChoices):
    PUBLIC = "public", _("public")
    INTERNAL = "internal", _("internal")
    RESTRICTED = "restricted", _("confidential")


class ServiceType(Named):
    class Unit(models.TextChoices):
        RIAL = "rial", _("rial")
        ITEM = "item", _("item")
        SESSION = "session", _("session")
        PERSON = "person", _("person")
        MONTH = "month", _("month")

    code = models.CharField(_("code"), max_length=30, unique=True)
    axis = models.CharField(_("axis"), max_length=15, choices=Axis)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    recurrence_days = models.PositiveSmallIntegerField(
        _("repeats every (days)"), null=True, blank=True
    )

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = kept_by_the_national_office()

    class Meta:
        verbose_name = _("type of service")
        verbose_name_plural = _("types of service")
        ordering = ("axis", "code")


class NeedType(Named):
    """One entry of the need catalogue.  `category` is the published category it counts in."""

    code = models.CharField(_("code"), max_length=5, unique=True)
    axis = models.CharField(_("axis"), max_length=15, choices=Axis)
    public_title_fa = models.CharField(_("public title (Persian)"), max_length=200)
    public_title_en = models.CharField(_("public title (English)"), max_length=200)
    sensitivity = models.CharField(_("sensitivity"), max_length=12, choices=Sensitivity)
    category = models.CharField(
        _("published category"), max_length=20, blank=True, help_text=_("Empty: never published.")
    )
    urgent = models.BooleanField(_("always urgent"), default=False)
    default_service = models.ForeignKey(
        ServiceType,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("usual service"),
        null=True,
        blank=True,
    )
    grant_purpose = models.CharField(_("360Giving purpose"), max_length=10, blank=True)
    grant_reason = models.CharField(_("360Giving reason"), max_length=10, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = kept_by_the_national_office()

    class Meta:
        verbose_name = _("type of need")
        verbose_name_plural = _("types of need")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(category="") | ~models.Q(sensitivity="restricted"),
                name="need_type_restricted_is_never_published",
                violation_error_message=_("A confidential need is never published."),
            ),
        )

    @property
    def publishable(self) -> bool:
        return bool(self.category) and self.sensitivity == Sensitivity.PUBLIC


class RequiredDocument(Named):
    class Scope(models.TextChoices):
        FAMILY = "family", _("the family")
        MEMBER = "member", _("each member")
        ADULT = "adult", _("each adult")
        CHILD = "child", _("each child")

    code = models.CharField(_("code"), max_length=30, unique=True)
    scope = models.CharField(_("asked of"), max_length=10, choices=Scope)
    mandatory = models.BooleanField(_("mandatory"), default=False)
    outcome = models.CharField(
        _("only for the outcome"),
        max_length=20,
        blank=True,
        help_text=_("Asked only when the eligibility rule came to this outcome."),
    )

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = kept_by_the_national_office()

    class Meta:
        verbose_name = _("required document")
        verbose_name_plural = _("required documents")
        ordering = ("code",)


class Occasion(Named):
    """A day of the Jalali year on which aid is given; its dates are computed, never stored."""

    jalali_month = models.PositiveSmallIntegerField(
        _("Jalali month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    jalali_day = models.PositiveSmallIntegerField(
        _("Jalali day"), validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    window_days = models.PositiveSmallIntegerField(_("lasts (days)"), default=7)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = kept_by_the_national_office()

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ("jalali_month", "jalali_day")
        constraints = (
            models.UniqueConstraint(
                fields=("jalali_month", "jalali_day", "name_en"), name="occasion_once"
            ),
        )

    def on(self, jalali_year: int) -> date:
        """Its date in a Jalali year."""
        return occurrence(jalali_year, self.jalali_month, self.jalali_day)


class Target(Record):
    """A figure the programme is held against: a target set, or a benchmark reported."""

    class Metric(models.TextChoices):
        """What can be counted, or was reported by somebody."""

        EMPLOYMENT_SHARE = "employment_share", _("Share of employment needs met")
        EMPLOYMENT_FAMILIES = "employment_families", _("Families placed in work")
        NEWLY_COVERED_FAMILIES = "newly_covered_families", _("Families newly covered")
        ASSOCIATIONS = "associations", _("Associations")
        SPONSORED_CHILDREN = "sponsored_children", _("Sponsored children")
        SPONSORSHIP_DEPOSITS = "sponsorship_deposits", _("Deposits of sponsors")
        RELIEF_COMMITTEE_FAMILIES = (
            "relief_committee_families",
            _("Families under the Relief Committee"),
        )
        RELIEF_COMMITTEE_PRISONER_FAMILIES = (
            "relief_committee_prisoner_families",
            _("Prisoners' families under the Relief Committee"),
        )
        RELIEF_COMMITTEE_PENSIONS = (
            "relief_committee_pensions",
            _("Pensions paid by the Relief Committee"),
        )
        FIRST_CONTACT_WORKING_DAYS = (
            "first_contact_working_days",
            _("Working days to the first contact"),
        )
        IDENTIFICATION_DAYS = "identification_days", _("Days to identification")
        VERIFIED_SHARE = "verified_share", _("Share of families verified")
        ASSESSED_SHARE = "assessed_share", _("Share of verified families assessed")
        ANSWERED_IN_48_HOURS_SHARE = (
            "answered_in_48_hours_share",
            _("Share of messages answered in 48 hours"),
        )
        OVERDUE_TASKS = "overdue_tasks", _("Overdue tasks")
        OPEN_FILES_PER_WORKER = "open_files_per_worker", _("Open files for each worker")
        CONFIRMED_IN_90_DAYS_SHARE = (
            "confirmed_in_90_days_share",
            _("Share of data confirmed in 90 days"),
        )

    class Kind(models.TextChoices):
        TARGET = "target", _("target")
        BENCHMARK = "benchmark", _("benchmark")

    class Unit(models.TextChoices):
        COUNT = "count", _("number")
        PERCENT = "percent", _("percent")
        RIAL = "rial", _("rial")
        DAYS = "days", _("days")

    class Qualifier(models.TextChoices):
        EXACT = "=", _("exactly")
        ABOUT = "≈", _("about")
        MORE_THAN = ">", _("more than")
        AT_LEAST = "≥", _("at least")
        AT_MOST = "≤", _("at most")

    metric = models.CharField(_("indicator"), max_length=40, choices=Metric)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    province = models.ForeignKey(
        Province,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("holds for"),
        null=True,
        blank=True,
        help_text=_("Empty: the whole country."),
    )
    jalali_year = models.PositiveSmallIntegerField(_("Jalali year"), null=True, blank=True)
    jalali_month = models.PositiveSmallIntegerField(_("Jalali month"), null=True, blank=True)
    monthly = models.BooleanField(_("each month"), default=False)
    qualifier = models.CharField(_("qualifier"), max_length=2, choices=Qualifier)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    denominator = models.CharField(_("of what"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = kept_by_the_national_office()

    class Meta:
        verbose_name = _("target or benchmark")
        verbose_name_plural = _("targets and benchmarks")
        ordering = ("metric", "jalali_year")
        constraints = (
            models.UniqueConstraint(
                F("metric"),
                F("kind"),
                Coalesce("province", 0),
                Coalesce("jalali_year", 0),
                Coalesce("jalali_month", 0),
                name="target_once",
                violation_error_message=_("This figure is recorded already."),
            ),
        )

    def __str__(self) -> str:
        name = self.get_metric_display()
        return f"{name} · {digits(self.jalali_year)}" if self.jalali_year else name
