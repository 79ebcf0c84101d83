from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """What stands behind the window: the publisher, its ledger, the keys of the clients."""

    name = "graphql_api.publishing"
    label = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from graphql_api.publishing import access

        access.declare_all()
