from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.association import Association
from registry.models.record import Record


class SavedFilterQuerySet(ScopedQuerySet["SavedFilter"]):
    def current(self) -> Self:
        return self.filter(retired_at=None)


class SavedFilter(Record):
    """A question to a list, kept under a name: for its owner, or for her whole association.

    `values` are those of the list's FilterSet, never words of a search.  They are understood
    anew at each use, by whoever uses them.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("saved by"),
    )
    association = models.ForeignKey(
        Association,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("shared with"),
        null=True,
        blank=True,
    )
    listing = models.CharField(_("list"), max_length=40)
    name = models.CharField(_("name"), max_length=60)
    values = models.JSONField(_("filters"), default=dict)
    retired_at = models.DateTimeField(_("taken away at"), null=True, editable=False)

    objects = SavedFilterQuerySet.as_manager()
    history = keep_history()
    access = Access(
        association="association",
        view=Permission.VIEW_FAMILIES,
        share=Permission.ASSIGN_WORK,
    )

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ("listing", "name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "listing", "name"),
                condition=Q(retired_at=None),
                name="saved_filter_named_once",
                violation_error_message=_("You have saved filters under this name already."),
            ),
        )

    def __str__(self) -> str:
        return self.name
