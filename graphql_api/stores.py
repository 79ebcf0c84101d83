"""The aliases of the window, and the tables it may touch."""

from graphql_api.models import ApiClient, ApiKey, Lot, Place, Release, StatisticCell

WINDOW = "window"
BUDGET = "budget"


def published_tables() -> list[str]:
    """What the window may read, and nothing else."""
    models = (Release, Place, Lot, StatisticCell, ApiClient, ApiKey)
    return [model._meta.db_table for model in models]
