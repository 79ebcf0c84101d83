from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.family import Family
from registry.models.record import Record


class PotentialDuplicate(Record):
    """Two files that may be one family.  The national desk decides; each side sees only its own."""

    class Method(models.TextChoices):
        NATIONAL_ID = "nid", _("same national ID")
        NAME_AND_BIRTH = "name_birth", _("same name and year of birth")
        PHONE = "phone", _("same phone")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        DUPLICATE = "duplicate", _("duplicate")
        DISTINCT = "distinct", _("distinct")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="duplicates", verbose_name=_("family")
    )
    other = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="+", verbose_name=_("other file")
    )
    method = models.CharField(_("method"), max_length=12, choices=Method)
    score = models.PositiveSmallIntegerField(_("score"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.OPEN, editable=False
    )
    reason = models.TextField(_("reason"), blank=True)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        view=Permission.REROUTE_FAMILIES,
        decide=Permission.REROUTE_FAMILIES,
    )

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ("status", "-score", "pk")
        constraints = (
            models.UniqueConstraint(fields=("family", "other"), name="duplicate_pair_once"),
        )

    def __str__(self) -> str:
        return f"{self.family} / {self.other}"
