"""A donor's portal as the window sees it: a key, and requests over HTTP."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from graphql_api.models import ApiClient, Lot, Place, Release, StatisticCell
from graphql_api.models.vocabulary import Category
from graphql_api.publishing import clients
from graphql_api.publishing.profiles import PROFILES
from graphql_api.publishing.release import Draft
from graphql_api.publishing.store import Rows
from graphql_api.publishing.vocabulary import vocabulary
from tests.graphql_api import country

EVERYWHERE = [f"{number:02d}" for number in range(31)]
PATH = "/graphql/"


@dataclass
class Reply:
    status: int
    body: dict[str, Any]
    headers: Any

    @property
    def data(self) -> Any:
        assert "errors" not in self.body, self.body["errors"]
        return self.body["data"]

    @property
    def codes(self) -> list[str]:
        """The code of every error; an error without one fails the test."""
        return [error["extensions"]["code"] for error in self.body["errors"]]

    @property
    def message(self) -> str:
        return self.body["errors"][0]["message"]


class Portal:
    """One client of the window."""

    def __init__(self, client: ApiClient, key: str) -> None:
        self.client, self.key = client, key

    def ask(self, query: Any, variables: Any = None, **headers: str) -> Reply:
        return self.send(json.dumps({"query": query, "variables": variables}), **headers)

    def send(self, body: str | bytes, kind: str = "application/json", **headers: str) -> Reply:
        given = {"Authorization": f"Bearer {self.key}"} | headers
        response = Client().post(PATH, body, content_type=kind, headers=given)
        return Reply(response.status_code, json.loads(response.content), response.headers)


def portal(name: str, **facts: Any) -> Portal:
    """A donor that may see everything, unless the facts say less."""
    facts = {
        "kind": "donor",
        "categories": Category.values,
        "provinces": EVERYWHERE,
        "capacity": 1_000_000,
    } | facts
    client = ApiClient.objects.create(name=name, **facts)
    return Portal(client, clients.issue_key(client).text)


def stored(
    draft: Draft,
    number: int = 1,
    profile: str = "small",
    also: Callable[[Rows], object] = lambda rows: None,
) -> Release:
    """A release on paper, put into the published store; `also` adds a row before it is closed."""
    rows = Rows(draft, country.geography(), vocabulary(), PROFILES[profile])
    also(rows)
    rows.seal(number, f"1405-{number:02d}", timezone.now(), f"{number:064d}")
    return rows.save()


# The release itself comes last: from then on the store takes no row of it any more.
OF_A_RELEASE = (Place, Lot, StatisticCell, Release)
_kept: dict[type[Model], list[tuple]] = {}


def kept_release() -> Release:
    """One release that many tests read: written by the publisher once in this process.

    Whoever asks again finds the same rows, put back as the database told them.
    """
    if not _kept:
        stored(country.draft(12_000))
        for model in OF_A_RELEASE:
            _kept[model] = all_rows(model)
        return Release.objects.get()
    for model in OF_A_RELEASE:
        put_back(model, _kept[model])
    return Release.objects.get()


def all_rows(model: type[Model]) -> list[tuple]:
    with connections["published"].cursor() as cursor:
        cursor.execute(f"SELECT {columns_of(model)} FROM {model._meta.db_table} ORDER BY id")
        return cursor.fetchall()


def put_back(model: type[Model], rows: list[tuple]) -> None:
    places = ", ".join(["%s"] * len(rows[0]))
    into = f"INSERT INTO {model._meta.db_table} ({columns_of(model)}) VALUES ({places})"
    with connections["published"].cursor() as cursor:
        cursor.executemany(into, rows)


def columns_of(model: type[Model]) -> str:
    return ", ".join(f'"{column.column}"' for column in model._meta.concrete_fields)
