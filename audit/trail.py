"""The files a person opened last, so that she finds them again.

Numbers of rows only, a few of them, kept with the account; whether a row may still be seen
is asked when it is shown.  It is a convenience, no evidence, and keeps no past of its own.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT = 10


class Trail(models.Model):
    """What one person opened last, the latest first."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("account"),
    )
    rows = models.JSONField(_("rows"), default=list)

    class Meta:
        verbose_name = _("trail")
        verbose_name_plural = _("trails")

    def __str__(self) -> str:
        return str(self.user)


def opened(user: Any) -> list[int]:
    """The keys of the files this person opened last, the latest first."""
    kept = Trail.objects.filter(user=user.pk).values_list("rows", flat=True).first()
    return list(kept or ())


def of(user: Any) -> models.Subquery:
    """The same, as a column of another question."""
    return models.Subquery(Trail.objects.filter(user=user.pk).values("rows")[:1])


def note(user: Any, pk: int, before: list[int] | None) -> None:
    """She has opened this file now, after those.  Opening the same one again writes nothing."""
    before = before or []
    if before[:1] == [pk]:
        return
    rows = [pk, *(other for other in before if other != pk)][:KEPT]
    Trail.objects.bulk_create(
        [Trail(user=user, rows=rows)],
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["rows"],
    )
