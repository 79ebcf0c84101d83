"""Walking through the families' pages as a browser without scripts does."""

from typing import Any

from django.test import Client

from registry.models import County

CONSENT = {"case_services": "on", "share_non_identifiable": "on"}
PRISONER = {"relation": "spouse", "income_reaches": "no"}
HEAD = {"first_name": "زهرا", "last_name": "احمدی", "sex": "f", "birth": "۱۳۶۹/۲/۱۱"}
SON = {"first_name": "علی", "last_name": "احمدی", "sex": "m", "birth": "۱۳۹۴", "relation": "son"}
NEEDS = {"economic": ["E02"], "social": ["S02"], "text": "نان نداریم."}


def home(seat: str = "Tehran", **answers: str) -> dict[str, str]:
    county = County.objects.filter(seat_en=seat).order_by("-seat_population").first()
    return {"phone": "۰۹۱۲ ۱۲۳ ۴۵۶۷", "county": county.code, "address": "کوچه مهر"} | answers


def walk(client: Client, token: str, **pages: Any) -> None:
    """Fill in every page up to the last; the facts replace the answers of whole pages."""
    given = {"consent": CONSENT, "home": home(), "prisoner": PRISONER, "needs": NEEDS} | pages
    for step in ("consent", "home", "prisoner"):
        send(client, f"/r/{token}/{step}/", given[step])
    for person in given.get("members", [HEAD, SON]):
        send(client, f"/r/{token}/members/add/", person)
    send(client, f"/r/{token}/needs/", given["needs"])


def send(client: Client, address: str, answers: dict[str, Any]) -> None:
    """Fill in a page that must be accepted."""
    response = client.post(address, answers)
    problems = response.context["form"].errors if response.context else ""
    assert response.status_code == 302, problems


def seen(client: Client, token: str) -> str:
    """What the pages say of the list they show."""
    return client.get(f"/r/{token}/members/").context["seen"]


def remove(client: Client, token: str, number: int, shown: str = "") -> Any:
    """Take a person off the list, as it is shown now or as it was shown before."""
    told = {"seen": shown or seen(client, token)}
    return client.post(f"/r/{token}/members/{number}/remove/", told)


def finish(client: Client, token: str) -> Any:
    """Press the last button."""
    once = client.get(f"/r/{token}/review/").context["once"]
    return client.post(f"/r/{token}/submit/", {"once": once})


def return_code(client: Client, token: str) -> str:
    """The code that stands under the pages this browser fills in."""
    return client.get(f"/r/{token}/consent/").context["link"].code


def written(client: Client, token: str) -> dict[str, Any]:
    """What this browser has written behind the link so far."""
    return client.get(f"/r/{token}/consent/").context["link"].answers


def come_back(client: Client, token: str, code: str) -> Any:
    return client.post(f"/r/{token}/return/", {"code": code})


def sign_in(client: Client, receipt: Any, **instead: str) -> Any:
    credentials = {"code": receipt.tracking_code, "pin": receipt.pin} | instead
    return client.post("/f/", credentials)
