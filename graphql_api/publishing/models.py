from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.history import keep_history, keep_history_of
from audit.models import Sent
from graphql_api.models import ApiClient, ApiKey
from graphql_api.publishing.privacy import Spent
from permissions.access import Access
from permissions.querysets import ScopedQuerySet
from permissions.vocabulary import Permission
from registry.fields import EncryptedTextField


class PrivacyLedger(models.Model):
    """What each release spent of the families' privacy, and the secret it was drawn with.

    The row is written before its release can be seen, so no release goes unpaid.  A row whose
    release is not in the published store was never seen by anyone; the next run draws again.
    """

    number = models.PositiveIntegerField(_("number of the release"), unique=True, editable=False)
    period = models.CharField(_("period"), max_length=20, unique=True, editable=False)
    drawn_at = models.DateTimeField(_("drawn at"), editable=False)
    profile = models.CharField(_("profile"), max_length=20, editable=False)
    list_epsilon = models.FloatField(_("cost of the list (ε)"), editable=False)
    list_delta = models.FloatField(_("chance that the list costs more (δ)"), editable=False)
    statistics_rho = models.FloatField(_("cost of the statistics (ρ)"), editable=False)
    release_epsilon = models.FloatField(_("cost of the release (ε)"), editable=False)
    year_epsilon = models.FloatField(_("cost of the year up to it (ε)"), editable=False)
    outcome = models.JSONField(_("what came of it"), default=dict, editable=False)
    seed = EncryptedTextField(label="publishing.seed", editable=False)
    seed_commitment = models.CharField(_("commitment to the seed"), max_length=64, editable=False)
    sha256 = models.CharField(_("checksum of the tables"), max_length=64, editable=False)

    objects = ScopedQuerySet.as_manager()
    # With the seed the noise could be taken away: one copy is enough.
    history = keep_history(watched=("seed",))
    access = Access(view=Permission.VIEW_CLIENTS)

    class Meta:
        verbose_name = _("entry of the privacy ledger")
        verbose_name_plural = _("privacy ledger")
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number} · {self.period}"

    @property
    def price(self) -> Spent:
        return Spent(self.list_epsilon, self.list_delta, self.statistics_rho)


class SentClientForm(Sent):
    """What was sent about clients: the memory of pressed buttons beside their own store."""

    access = Access()  # nobody looks at it; the pages of the office ask it themselves

    class Meta(Sent.Meta):
        verbose_name = _("sent form about a client")
        verbose_name_plural = _("sent forms about clients")
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="client_sent_once")]


# Clients and keys stand in the published store, and their past beside them.
keep_history_of(ApiClient, app="graphql_api.publishing")
keep_history_of(ApiKey, app="graphql_api.publishing")
