"""The office's addresses of a file and its rows, and how a form is sent to one."""

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
