"""The office's menu: its pages in the order of the work, not of the code."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

SECTIONS = (
    ("families", _("Families"), ("Family", "Task", "Need", "Assessment", "Message")),
    ("prisons", _("Prisons"), ("Prisoner", "Invitation", "CustodyEvent", "PrisonCoordination")),
    (
        "desk",
        _("National desk"),
        ("PotentialDuplicate", "Release", "PrivacyLedger", "ApiClient", "ApiKey"),
    ),
    ("network", _("Network"), ("Association", "Prison", "Province", "County")),
    ("staff", _("Staff"), ("Membership", "User")),
    (
        "catalogues",
        _("Catalogues"),
        ("NeedType", "ServiceType", "RequiredDocument", "Occasion", "Target", "ScoringModel"),
    ),
)
REST = ("more", _("More"))


@dataclass(frozen=True)
class Entry:
    name: str
    url: str
    add_url: str


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    entries: tuple[Entry, ...]


def sections(apps: Iterable[dict[str, Any]]) -> list[Section]:
    """What Django found open to the user, sorted into sections; nothing open is left out."""
    found = {model["object_name"]: model for app in apps for model in app["models"]}
    listed = [
        (key, title, [found.pop(name) for name in names if name in found])
        for key, title, names in SECTIONS
    ]
    listed.append((*REST, list(found.values())))
    return [
        Section(key, str(title), tuple(map(entry, models)))
        for key, title, models in listed
        if models
    ]


def entry(model: dict[str, Any]) -> Entry:
    return Entry(
        capfirst(str(model["name"])), model.get("admin_url") or "", model.get("add_url") or ""
    )
