"""The clients of the demo: portals of donors and a partner agency, each with a key."""

from typing import Any

from graphql_api.models import ApiClient
from graphql_api.models.client import ClientKind
from graphql_api.models.vocabulary import Axis
from graphql_api.publishing.clients import STORE, issue_key
from graphql_api.publishing.vocabulary import vocabulary
from registry.models import Province

TEHRAN = "23"


def invite_clients() -> list[dict[str, Any]]:
    """Two donors with the whole scope, one of one province and axis, and a partner agency."""
    words = vocabulary()
    everything = list(words.categories)
    economic = [code for code, terms in words.categories.items() if terms.axis == Axis.ECONOMIC]
    provinces = list(Province.objects.order_by("code").values_list("code", flat=True))
    return [
        _invite("درگاه خیران یاری", ClientKind.DONOR, everything, provinces),
        _invite("درگاه خیران همدلی", ClientKind.DONOR, everything, provinces),
        _invite("صندوق نیکوکاری تهران", ClientKind.DONOR, economic, [TEHRAN]),
        _invite("کمیته امداد", ClientKind.PARTNER, everything, provinces),
    ]


def _invite(
    name: str, kind: ClientKind, categories: list[str], provinces: list[str]
) -> dict[str, Any]:
    scopes = {"categories": categories, "provinces": provinces, "programs": []}
    client = ApiClient.objects.using(STORE).create(name=name, kind=kind, **scopes)
    return {
        "name": name,
        "kind": kind.value,
        "key": issue_key(client).text,
        "scopes": scopes,
    }
