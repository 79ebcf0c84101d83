"""What a client may know about itself."""

from datetime import date, datetime

import strawberry
from strawberry import Info

from graphql_api.models import ApiKey as KeyRow
from graphql_api.models import KeyUse
from graphql_api.models.client import ClientKind
from graphql_api.stores import BUDGET, WINDOW
from graphql_api.window.question import asked
from graphql_api.window.words import Category

strawberry.enum(ClientKind, description="What kind of client. · نوع کارخواه")


@strawberry.type(description="What the client may see; an empty list means nothing. · دامنهٔ دسترسی")
class Scope:
    categories: list[Category]
    provinces: list[str]
    programs: list[str]


@strawberry.type(description="Cost units left for queries. · بودجهٔ پرس‌وجو")
class Budget:
    capacity: int
    left: int
    per_minute: int


@strawberry.type(description="One of at most two living keys. · کلید")
class ApiKey:
    prefix: str
    created_at: datetime
    expires_at: datetime | None
    last_used_on: date | None


@strawberry.type(description="The client that asks. · کارخواه")
class ApiClient:
    name: str
    kind: ClientKind
    scope: Scope
    budget: Budget
    expires_at: datetime | None
    owner: strawberry.Private[int]

    @strawberry.field(description="Its living keys, at most two. · کلیدهای زنده")
    def keys(self) -> list[ApiKey]:
        keys = list(KeyRow.objects.using(WINDOW).live().filter(client_id=self.owner))
        uses = KeyUse.objects.using(BUDGET).in_bulk([key.prefix for key in keys])
        return [
            ApiKey(
                prefix=key.prefix,
                created_at=key.created_at,
                expires_at=key.expires_at,
                last_used_on=uses[key.prefix].last_used_on if key.prefix in uses else None,
            )
            for key in keys
        ]


@strawberry.type
class ApiClientQuery:
    @strawberry.field(description="Who asks, within which scope, with what budget. · کارخواه")
    def api_client(self, info: Info) -> ApiClient:
        question = asked(info)
        client = question.client
        return ApiClient(
            name=client.name,
            kind=ClientKind(client.kind),
            scope=Scope(
                categories=[Category(code) for code in client.categories],
                provinces=client.provinces,
                programs=client.programs,
            ),
            budget=Budget(
                capacity=client.capacity,
                left=question.balance.left,
                per_minute=client.rate_per_minute,
            ),
            expires_at=client.expires_at,
            owner=client.pk,
        )
