"""Who in the office may see and change what stands behind the window."""

from graphql_api.models import (
    ApiClient,
    ApiKey,
    Bucket,
    KeyUse,
    Lot,
    Place,
    Release,
    StatisticCell,
)
from permissions.access import Access, declare
from permissions.vocabulary import Permission


def declare_all() -> None:
    """Clients are managed; what is published, and what it cost, is only looked at."""
    managed = Access(
        view=Permission.VIEW_CLIENTS,
        add=Permission.MANAGE_CLIENTS,
        change=Permission.MANAGE_CLIENTS,
        issue_key=Permission.MANAGE_CLIENTS,
        revoke=Permission.MANAGE_CLIENTS,
        deactivate=Permission.MANAGE_CLIENTS,
        activate=Permission.MANAGE_CLIENTS,
    )
    declare(ApiClient, managed)
    declare(ApiKey, Access(view=Permission.VIEW_CLIENTS, revoke=Permission.MANAGE_CLIENTS))
    declare(Release, Access(view=Permission.VIEW_CLIENTS, publish=Permission.PUBLISH_NEEDS))
    for model in (Place, Lot, StatisticCell, Bucket, KeyUse):
        declare(model, Access(view=Permission.VIEW_CLIENTS))
