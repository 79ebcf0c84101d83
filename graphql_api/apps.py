from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GraphqlApiConfig(AppConfig):
    """The window: what donors and partner agencies may read."""

    name = "graphql_api"
    verbose_name = _("The window")

    def ready(self) -> None:
        from graphql_api import immutable

        immutable.watch(self)
