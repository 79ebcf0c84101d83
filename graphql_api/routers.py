"""Which model lives in which store.

    default    the registry, and the publisher's ledger
    published  what may leave the house; written by the publisher and the office
    window     the same store, opened by the API to read and nothing else
    budget     counters of the API: query budgets, last use of a key

The window names its alias itself (`using("window")`); everybody else is routed here.
"""

from typing import Any

from django.conf import settings
from django.db.models import Model

COUNTERS = {"bucket", "keyuse"}
BESIDE_CLIENTS = {"historicalapiclient", "historicalapikey", "sentclientform"}
STORES_OF_APP = {"graphql_api": {"published", "budget"}, "publishing": {"default", "published"}}


def home_of(app_label: str, model_name: str) -> str:
    """The alias under which a model is read and written."""
    if app_label == "graphql_api":
        return "budget" if model_name in COUNTERS else "published"
    if app_label == "publishing" and model_name in BESIDE_CLIENTS:
        return "published"
    return "default"


def builder_of(app_label: str, model_name: str) -> str:
    """The alias whose `migrate` builds the table.

    On PostgreSQL the counters stand in the published database: the API's role may fill
    them, but only the owner may build them.
    """
    home = home_of(app_label, model_name)
    if home == "budget" and "postgresql" in str(settings.DATABASES["budget"]["ENGINE"]):
        return "published"
    return home


class PublishedStoreRouter:
    """Keeps the registry and the published store apart."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return home_of(model._meta.app_label, str(model._meta.model_name))

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return home_of(model._meta.app_label, str(model._meta.model_name))

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        ours, theirs = one._meta, other._meta
        return home_of(ours.app_label, str(ours.model_name)) == home_of(
            theirs.app_label, str(theirs.model_name)
        )

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool:
        if model_name is not None:
            return builder_of(app_label, model_name) == db
        return db in STORES_OF_APP.get(app_label, {"default"})
