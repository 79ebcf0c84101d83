"""What a client may spend: a bucket of cost units that refills, shared by all workers.

One statement takes or refuses, so that no two workers can spend the same unit.
"""

import time
from dataclasses import dataclass
from math import ceil

from django.db import connections

from graphql_api.models import ApiClient, Bucket
from graphql_api.stores import BUDGET

FULL = "{least}(%(capacity)s, b.tokens + {most}(%(now)s - b.at, 0) * %(rate)s)"
TAKE = """
INSERT INTO {table} AS b (client, tokens, at) VALUES (%(client)s, %(capacity)s - %(cost)s, %(now)s)
ON CONFLICT (client) DO UPDATE SET tokens = {full} - %(cost)s, at = {most}(b.at, %(now)s)
WHERE {full} >= %(cost)s
RETURNING tokens
"""


@dataclass(frozen=True)
class Balance:
    """What is left after a request, or how long to wait."""

    granted: bool
    left: int
    capacity: int
    wait: int
    full_in: int

    def headers(self) -> dict[str, str]:
        headers = {
            "RateLimit-Limit": str(self.capacity),
            "RateLimit-Remaining": str(self.left),
            "RateLimit-Reset": str(self.full_in),
        }
        return headers if self.granted else {**headers, "Retry-After": str(self.wait)}


def take(client: ApiClient, cost: int) -> Balance:
    """Pay for a request; the bucket never goes below zero."""
    now, rate = time.time(), client.rate_per_minute / 60
    connection = connections[BUDGET]
    key = Bucket._meta.get_field("client").get_db_prep_value(client.uid, connection)
    least, most = ("min", "max") if connection.vendor == "sqlite" else ("least", "greatest")
    statement = TAKE.format(
        table=connection.ops.quote_name(Bucket._meta.db_table),
        full=FULL.format(least=least, most=most),
        most=most,
    )
    values = {
        "client": key,
        "capacity": float(client.capacity),
        "cost": float(cost),
        "now": now,
        "rate": rate,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    tokens = row[0] if row else level(client, now)
    return Balance(
        granted=row is not None,
        left=int(tokens),
        capacity=client.capacity,
        wait=max(ceil((cost - tokens) / rate), 1),
        full_in=ceil((client.capacity - tokens) / rate),
    )


def level(client: ApiClient, now: float) -> float:
    """What a client could spend now."""
    bucket = Bucket.objects.using(BUDGET).filter(client=client.uid).first()
    if bucket is None:
        return float(client.capacity)
    refilled = bucket.tokens + max(now - bucket.at, 0) * client.rate_per_minute / 60
    return float(min(client.capacity, refilled))
