from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReleaseQuerySet(models.QuerySet["Release"]):
    def newest_first(self) -> Self:
        """The first of these is the current release."""
        return self.order_by("-number")


class Release(models.Model):
    """One publication: the whole list and its statistics, at one moment, for everyone.

    Its rows never change afterwards: the database refuses it.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    period = models.CharField(_("period"), max_length=20, unique=True)
    published_at = models.DateTimeField(_("published at"))
    profile = models.CharField(_("profile"), max_length=20)
    parameters = models.JSONField(_("parameters"))
    vocabulary = models.JSONField(_("vocabulary"))
    scheme = models.JSONField(_("scheme"))
    sha256 = models.CharField(_("checksum of the tables"), max_length=64)
    seed_commitment = models.CharField(_("commitment to the seed"), max_length=64)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number} · {self.period}"
