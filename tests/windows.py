"""Several people at once, each at a window of her own, and what her page would send."""

import re
from typing import Any

from django.test import Client

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def window(user: Any) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(user)
    return client


def hidden_on(answer: Any) -> dict[str, str]:
    """What the page carries unseen: its key, the versions of its rows, what it asks."""
    return dict(HIDDEN.findall(answer.content.decode()))


def form_on(client: Client, address: str) -> dict[str, Any]:
    """What the page at the address would send if nothing was touched."""
    answer = client.get(address)
    assert answer.status_code == 200
    fields = {}
    for form in forms_of(answer):
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                fields[bound.html_name] = "on" if value is True else value
    return fields | hidden_on(answer)


def forms_of(answer: Any) -> Any:
    yield answer.context["adminform"].form
    for inline in answer.context["inline_admin_formsets"]:
        yield from inline.formset.initial_forms


def disputes(answer: Any) -> list[Any]:
    """What the page asks to be settled."""
    return [field.conflict for _form, fields in answer.context["disputes"] for field in fields]
