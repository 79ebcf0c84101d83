from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.family import OF_THE_FAMILY, Family
from registry.models.prisoner import Prisoner
from registry.models.record import Record


class Kinship(Record):
    """What a prisoner is to the family; a family may have more than one."""

    class Relation(models.TextChoices):
        SPOUSE = "spouse", _("spouse")
        PARENT = "parent", _("parent of the children")
        CHILD = "child", _("child")
        SIBLING = "sibling", _("brother or sister")
        OTHER = "other", _("other")

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="kinships", verbose_name=_("family")
    )
    prisoner = models.ForeignKey(
        Prisoner, on_delete=models.PROTECT, related_name="kinships", verbose_name=_("prisoner")
    )
    relation = models.CharField(
        _("the prisoner is"), max_length=10, choices=Relation, default=Relation.SPOUSE
    )
    dependent = models.BooleanField(_("the family depended on him"), default=True)

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        **OF_THE_FAMILY,  # type: ignore[arg-type]  # paths by name
        view=Permission.VIEW_PRISONERS,
        count=Permission.EDIT_FAMILIES,
        correct=Permission.EDIT_FAMILIES,
    )

    class Meta:
        verbose_name = _("kinship")
        verbose_name_plural = _("kinships")
        ordering = ("family", "pk")
        indexes = (models.Index(fields=("relation", "family", "id"), name="kinship_by_relation"),)
        constraints = (
            models.UniqueConstraint(
                fields=("family", "prisoner"),
                name="kinship_once",
                violation_error_message=_("This prisoner is linked to the family already."),
            ),
        )

    def __str__(self) -> str:
        try:
            return f"{self.get_relation_display()} · {self.prisoner}"
        except Prisoner.DoesNotExist:  # to this reader: he may see the link, and not the row
            return str(self.get_relation_display())
