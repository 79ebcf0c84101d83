"""The office's addresses of a file and its rows, and how a form is sent to one."""

import re

from django.urls import reverse

from registry.models import Family, Need


def page(family: Family, step: str = "change") -> str:
    return reverse(f"admin:registry_family_{step}", args=[family.pk])


def of_need(need: Need, step: str) -> str:
    return reverse(f"admin:registry_need_{step}", args=[need.pk])


def take(client, address, **data):
    """Fill the form in, send it off, and read the page one comes to."""
    return client.post(address, data, follow=True)


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def chosen(*rows) -> dict:
    """Rows ticked in a list."""
    return {"_selected_action": [row.pk for row in rows], "index": "0"}


def hidden(shown) -> dict[str, list[str]]:
    """What a page that shows what would happen carries along."""
    carried: dict[str, list[str]] = {}
    text = shown.content.decode().replace("&amp;", "&")
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text):
        carried.setdefault(name, []).append(value)
    del carried["_once"]
    return carried


def shown_and_confirmed(client, name: str, action: str, *rows, **answers):
    """Look at what would happen, and press the button of that page."""
    address = reverse(name)
    shown = client.post(address, {"action": action, **chosen(*rows), **answers})
    return client.post(address, hidden(shown) | answers, follow=True)
