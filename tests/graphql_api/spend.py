"""One worker of several that spend the same client's budget; run as a process of its own."""

import sys
import uuid

import django
from django.conf import settings

CAPACITY, COST = 1_000, 5


def main(path: str, client: str, times: int) -> None:
    store = {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": {"timeout": 20}}
    settings.configure(
        INSTALLED_APPS=["graphql_api"],
        DATABASES={"default": {}, "budget": store},
        DATABASE_ROUTERS=["graphql_api.routers.PublishedStoreRouter"],
        USE_TZ=True,
    )
    django.setup()
    from graphql_api.models import ApiClient
    from graphql_api.window.budget import take

    asker = ApiClient(uid=uuid.UUID(client), capacity=CAPACITY, rate_per_minute=1)
    granted = sum(take(asker, COST).granted for _ in range(times))
    print(granted)  # noqa: T201 -- the answer to the test


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
