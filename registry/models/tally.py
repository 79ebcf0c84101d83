from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.association import Association
from registry.models.province import Province


class Tally(models.Model):
    """So many more, or fewer, of something at one place: start pages add these up.

    Written by the database beside every change (`registry.tallies`), in the transaction of the
    change.  Each change adds lines, none is ever counted up: two people who save at once do not
    wait for each other.  `manage.py recount` adds lines together and compares them with the files.
    Without an association and a province, a line is about the whole country.
    """

    # What it is computed from keeps the history; this can be computed again at any time.
    derived = True

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    measure = models.CharField(max_length=24, editable=False)
    day = models.DateField(null=True, editable=False)
    step = models.IntegerField(default=0, editable=False)
    amount = models.BigIntegerField(editable=False)

    objects = ScopedQuerySet.as_manager()
    access = Access(association="association", province="province", view=Permission.VIEW_REPORTS)

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        indexes = (
            models.Index(
                fields=("measure", "association", "province", "day", "step", "amount"),
                name="tally_by_measure",
            ),
        )

    def __str__(self) -> str:
        return self.measure
