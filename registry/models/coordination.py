from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.association import Association
from registry.models.prison import Prison
from registry.models.record import Record


class PrisonCoordination(Record):
    """The prison head's consent to meet prisoners face to face (Prison Regulations, art. 237)."""

    association = models.ForeignKey(
        Association,
        on_delete=models.PROTECT,
        related_name="coordinations",
        verbose_name=_("association"),
    )
    prison = models.ForeignKey(
        Prison, on_delete=models.PROTECT, related_name="coordinations", verbose_name=_("prison")
    )
    letter_no = models.CharField(_("letter number"), max_length=50)
    dated = models.DateField(_("date of the letter"))
    approved_by_name = models.CharField(_("approved by"), max_length=200)
    valid_until = models.DateField(_("valid until"))

    objects = ScopedQuerySet.as_manager()
    history = keep_history()
    access = Access(
        association="association",
        view=Permission.VIEW_FAMILIES,
        add=Permission.CONTACT_FAMILIES,
        change=Permission.CONTACT_FAMILIES,
    )

    class Meta:
        verbose_name = _("coordination with a prison")
        verbose_name_plural = _("coordinations with prisons")
        ordering = ("-valid_until", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("dated")),
                name="coordination_ends_after_it_begins",
                violation_error_message=_("The letter ends before it is dated."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.prison} · {self.letter_no}"
