from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import BlindIndexField, EncryptedTextField, SearchKeyField
from registry.identity import mask
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.prisoner import Marital, Sex
from registry.models.record import Record


class Member(Record):
    """A person who lives in the family."""

    class Relation(models.TextChoices):
        HEAD = "head", _("head of the family")
        SPOUSE = "spouse", _("spouse")
        SON = "son", _("son")
        DAUGHTER = "daughter", _("daughter")
        FATHER = "father", _("father")
        MOTHER = "mother", _("mother")
        SIBLING = "sibling", _("brother or sister")
        GRANDCHILD = "grandchild", _("grandchild")
        OTHER = "other", _("other")

    class School(models.TextChoices):
        ENROLLED = "enrolled", _("in school")
        DROPPED_OUT = "dropped_out", _("dropped out")
        NEVER = "never", _("never in school")
        NOT_APPLICABLE = "na", _("does not apply")

    class Job(models.TextChoices):
        EMPLOYED = "employed", _("employed")
        UNEMPLOYED = "unemployed", _("unemployed")
        SEEKING = "seeking", _("looking for work")
        HOUSEKEEPER = "housekeeper", _("keeps the house")
        PUPIL = "pupil", _("pupil or student")
        UNABLE = "unable", _("unable to work")
        RETIRED = "retired", _("retired")

    class Insurance(models.TextChoices):
        UNKNOWN = "unknown", _("unknown")
        NONE = "none", _("none")
        SALAMAT = "salamat", _("Health Insurance")
        TAMIN = "tamin", _("Social Security")
        ARMED = "armed", _("Armed Forces")
        OTHER = "other", _("other")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="members", verbose_name=_("family")
    )
    first_name = models.CharField(_("first name"), max_length=100)
    last_name = models.CharField(_("last name"), max_length=100)
    relation = models.CharField(_("relation to the head"), max_length=12, choices=Relation)
    national_id = EncryptedTextField(_("national ID"), label="member.national_id", blank=True)
    national_id_index = BlindIndexField(source="national_id")
    other_id = EncryptedTextField(_("other identity document"), label="member.other_id", blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    birth_date_estimated = models.BooleanField(_("date of birth is estimated"), default=False)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    marital = models.CharField(_("marital status"), max_length=10, choices=Marital, blank=True)
    school = models.CharField(_("school"), max_length=12, choices=School, default="na")
    grade = models.PositiveSmallIntegerField(
        _("school grade"), null=True, blank=True, validators=[MaxValueValidator(12)]
    )
    job = models.CharField(_("work"), max_length=12, choices=Job, blank=True)
    insurance = models.CharField(
        _("health insurance"), max_length=10, choices=Insurance, default="unknown"
    )
    disability = models.BooleanField(_("lives with a disability"), default=False)
    chronic_illness = models.BooleanField(_("chronic illness"), default=False)
    lives_with = models.BooleanField(_("lives with the family"), default=True)
    search_key = SearchKeyField(sources=("first_name", "last_name"))

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_FAMILIES,
        add=Permission.EDIT_FAMILIES,
        change=Permission.EDIT_FAMILIES,
        fields={"national_id": Permission.VIEW_IDENTITY, "other_id": Permission.VIEW_IDENTITY},
    )

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ("family", "pk")
        indexes = (
            models.Index(fields=("search_key",), name="member_by_name"),
            models.Index(fields=("relation", "family", "id"), name="member_by_relation"),
            models.Index(fields=("school", "family", "id"), name="member_by_school"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(grade=None) | Q(grade__lte=12),
                name="member_grade_up_to_12",
                violation_error_message=_("School has twelve grades."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def masked_national_id(self) -> str:
        return mask(self.national_id) if self.national_id else ""
