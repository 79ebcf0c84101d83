"""The published read model.  It knows nothing of the registry."""

from graphql_api.models.budget import Bucket, KeyUse
from graphql_api.models.client import ApiClient, ApiKey
from graphql_api.models.lot import Lot
from graphql_api.models.place import Place
from graphql_api.models.release import Release
from graphql_api.models.statistic import StatisticCell

__all__ = [
    "ApiClient",
    "ApiKey",
    "Bucket",
    "KeyUse",
    "Lot",
    "Place",
    "Release",
    "StatisticCell",
]
