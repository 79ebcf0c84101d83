"""The past of accounts and grants lives here, in models that `audit.accounts` asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit import accounts
from audit.trail import Trail

__all__ = ["Trail"]

accounts.keep()


class Sent(models.Model):
    """A form that was sent and carried out: where it led, nothing of what it said.

    No history: it is a memory of seven days that a button was pressed (`audit.once`).  It lies in
    the store of the work, so that both are one commit.
    """

    key = models.CharField(_("key"), max_length=64, editable=False)
    person = models.BigIntegerField(_("account"), default=0, editable=False)
    page = models.CharField(_("page"), max_length=100, editable=False)
    said = models.CharField(_("digest"), max_length=64, editable=False)
    answer = models.TextField(_("answer"), default="", editable=False)
    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)

    class Meta:
        abstract = True
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.page} · {self.at:%Y-%m-%d %H:%M}"


class SentForm(Sent):
    """What was sent to the registry."""

    class Meta(Sent.Meta):
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="sent_once")]
