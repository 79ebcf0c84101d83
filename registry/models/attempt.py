from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.models.record import Record


class AttemptQuerySet(ScopedQuerySet["Attempt"]):
    def since(self, moment: datetime) -> Self:
        """Those whose window has not passed."""
        return self.filter(window_began_at__gt=moment)


class Attempt(Record):
    """How often somebody tried a wrong link or a wrong PIN, in one window of time.

    `key` is a keyed hash of an address or of a tracking code: it can be compared, not read.
    """

    key = models.CharField(_("key"), max_length=32, unique=True, editable=False)
    window_began_at = models.DateTimeField(_("since"), editable=False)
    count = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)

    objects = AttemptQuerySet.as_manager()
    history = keep_history()
    access = Access(view=Permission.MANAGE_NETWORK)

    class Meta:
        verbose_name = _("failed attempt")
        verbose_name_plural = _("failed attempts")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.count} × {self.key[:8]}"
