"""The whole API.  `graphql_api/schema.graphql` is its text, and a test compares them."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from graphql_api.window.clients import ApiClientQuery
from graphql_api.window.needs import Need, NeedsQuery
from graphql_api.window.releases import ReleaseQuery
from graphql_api.window.statistics import StatisticsQuery
from graphql_api.window.words import RIAL, Rial


@strawberry.type(description="What donors and partner agencies may read. · پرسش‌ها")
class Query(ReleaseQuery, NeedsQuery, StatisticsQuery, ApiClientQuery):
    pass


schema = strawberry.Schema(
    query=Query,
    types=[Need],
    config=StrawberryConfig(scalar_map={Rial: RIAL}, disable_field_suggestions=True),
)
