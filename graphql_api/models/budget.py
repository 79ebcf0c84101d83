from django.db import models
from django.utils.translation import gettext_lazy as _


class Bucket(models.Model):
    """What is left of a client's query budget; all workers share it."""

    client = models.UUIDField(_("API client"), primary_key=True)
    tokens = models.FloatField(_("cost units left"))
    at = models.FloatField(_("seconds since the epoch"))

    class Meta:
        verbose_name = _("query budget")
        verbose_name_plural = _("query budgets")

    def __str__(self) -> str:
        return f"{self.client}: {self.tokens:.0f}"


class KeyUse(models.Model):
    """The last day a key was used: the day is enough, and costs one write a day."""

    prefix = models.CharField(_("prefix"), max_length=12, primary_key=True)
    last_used_on = models.DateField(_("last used on"))

    class Meta:
        verbose_name = _("use of a key")
        verbose_name_plural = _("use of keys")

    def __str__(self) -> str:
        return f"{self.prefix}: {self.last_used_on}"
