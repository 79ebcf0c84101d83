"""Who reaches what beside the office: families, portals, everybody.  The second of two tables.

The lines are the addresses of the URLconf itself, so that a door that is missing fails the test.
"yes" is a page, "→" leads elsewhere, "–" is a refusal.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests import world
from tests.graphql_api.portal import portal

# `link` holds a link and no more, `draft` has filled in its pages, `family` is signed in to its
# file, `portal` shows a key of the API.
OUTSIDERS = ["visitor", "link", "draft", "family", "maryam", "portal"]
POSTED = {
    "language": {"language": "en", "next": "/"},
    "r/<str:token>/leave/": {},
    "r/<str:token>/members/<int:number>/remove/": {},
    "r/<str:token>/submit/": {"once": "pressed"},
    "f/sign-out/": {},
    "graphql/": '{"query": "{ __typename }"}',
}
TABLE = """
                                           | yes | yes | yes | yes | yes | yes
favicon.ico                                | →   | →   | →   | →   | →   | →
livez                                      | yes | yes | yes | yes | yes | yes
readyz                                     | yes | yes | yes | yes | yes | yes
language                                   | →   | →   | →   | →   | →   | →
a/<uidb64>/<token>/                        | yes | yes | yes | yes | yes | yes
r/<str:token>/                             | –   | yes | →   | –   | –   | –
r/<str:token>/members/                     | –   | →   | yes | –   | –   | –
r/<str:token>/members/add/                 | –   | yes | yes | –   | –   | –
r/<str:token>/members/<int:number>/        | –   | –   | yes | –   | –   | –
r/<str:token>/members/<int:number>/remove/ | –   | →   | →   | –   | –   | –
r/<str:token>/return/                      | –   | yes | yes | –   | –   | –
r/<str:token>/leave/                       | –   | yes | yes | –   | –   | –
r/<str:token>/review/                      | –   | →   | yes | –   | –   | –
r/<str:token>/submit/                      | –   | →   | yes | –   | –   | –
r/<str:token>/<slug:step>/                 | –   | yes | yes | –   | –   | –
f/                                         | yes | yes | yes | yes | yes | yes
f/file/                                    | →   | →   | →   | yes | →   | →
f/messages/                                | →   | →   | →   | yes | →   | →
f/changes/                                 | →   | →   | →   | yes | →   | →
f/changes/person/                          | →   | →   | →   | yes | →   | →
f/consents/                                | →   | →   | →   | yes | →   | →
f/sign-out/                                | →   | →   | →   | →   | →   | →
graphql/                                   | –   | –   | –   | –   | –   | yes
"""
NOWHERE = "0" * 28


def routes(patterns=None, before=""):
    """Every address of the house beside those of the admin's site."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(each.pattern)
        if route == "admin/":
            continue
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        else:
            yield route


def expected():
    for line in TABLE.strip().splitlines():
        door, *answers = (word.strip() for word in line.split("|"))
        yield door, answers


class Outsider:
    """Somebody at the outer doors, with what she holds."""

    def __init__(self, browser, token=NOWHERE, **headers):
        self.browser, self.headers = browser, headers
        self.words = {"<str:token>": token, "<token>": "x-y", "<uidb64>": "MQ"}
        self.words |= {"<int:number>": "1", "<slug:step>": "home"}

    def answer(self, route):
        """What stands behind the door; whatever was done there is undone."""
        address = f"/{route}"
        for word, value in self.words.items():
            address = address.replace(word, value)
        cookies = self.browser.cookies.output(header="", sep=";")
        with transaction.atomic():
            status = self.ask(address, POSTED.get(route)).status_code
            transaction.set_rollback(True)
        self.browser.cookies.load(cookies)
        return {2: "yes", 3: "→"}.get(status // 100, "–")

    def ask(self, address, given):
        if given is None:
            return self.browser.get(address, headers=self.headers)
        kind = {"content_type": "application/json"} if isinstance(given, str) else {}
        return self.browser.post(address, given, headers=self.headers, **kind)


@pytest.fixture
def outsiders(tehran, evin, kaveh, maryam):
    """Everybody who may come to these doors."""
    token = world.invited(world.prisoner(evin), kaveh, world.answers())
    draft, family, staff = Client(), Client(), Client()
    draft.post(f"/r/{token}/return/", {"code": world.RETURN_CODE})
    receipt = world.registered(world.prisoner(evin), kaveh)
    family.post("/f/", {"code": receipt.tracking_code, "pin": receipt.pin})
    staff.force_login(maryam)
    return {
        "visitor": Outsider(Client()),
        "link": Outsider(Client(), token),
        "draft": Outsider(draft, token),
        "family": Outsider(family),
        "maryam": Outsider(staff),
        "portal": Outsider(Client(), Authorization=f"Bearer {portal('Mehr').key}"),
    }


def test_every_address_is_in_the_table():
    """Whoever opens a new door says here who reaches it."""
    assert [door for door, _answers in expected()] == list(routes())
    assert set(routes(get_resolver("config.window_urls").url_patterns)) <= set(routes())


def test_who_reaches_what(outsiders):
    found = {
        door: [outsiders[who].answer(door) for who in OUTSIDERS] for door, _answers in expected()
    }

    assert found == dict(expected())
