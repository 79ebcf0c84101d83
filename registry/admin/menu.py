"""The office's menu: its pages in the order of the work, not of the code."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from permissions.reach import Reach
from permissions.vocabulary import Permission, Place

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SECTIONS = (
    ("families", _("Families"), ("Family", "Task", "Need", "Assessment", "Message")),
    ("prisons", _("Prisons"), ("Prisoner", "Invitation", "CustodyEvent", "PrisonCoordination")),
    (
        "desk",
        _("National desk"),
        ("PotentialDuplicate", "Release", "PrivacyLedger", "ApiClient", "ApiKey"),
    ),
    ("reports", _("Reports"), ("Export", "Job")),
    ("network", _("Network"), ("Association", "Prison", "Province", "County")),
    ("staff", _("Staff"), ("Membership", "User")),
    (
        "catalogues",
        _("Catalogues"),
        ("NeedType", "ServiceType", "RequiredDocument", "Occasion", "Target", "ScoringModel"),
    ),
)
REST = ("more", _("Parts of the files"))


@dataclass(frozen=True)
class Entry:
    name: "StrOrPromise"
    url: str
    add_url: str


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    entries: tuple[Entry, ...]


def sections(apps: Iterable[dict[str, Any]], user: Any) -> list[Section]:
    """What Django found open to the user, sorted into sections; nothing open is left out."""
    found = {model["object_name"]: model for app in apps for model in app["models"]}
    pages = pages_for(user)
    listed = [
        (key, title, [found.pop(name) for name in names if name in found])
        for key, title, names in SECTIONS
    ]
    listed.append((*REST, list(found.values())))
    filled = (
        Section(key, str(title), (*pages.get(key, ()), *map(entry, models)))
        for key, title, models in listed
    )
    return [section for section in filled if section.entries]


def pages_for(user: Any) -> dict[str, tuple[Entry, ...]]:
    """The pages that are no list of rows."""
    if not Reach.of(user).somewhere(Permission.VIEW_REPORTS, tuple(Place)):
        return {}
    return {"reports": (Entry(_("Needs by axis"), reverse("office_report"), ""),)}


def entry(model: dict[str, Any]) -> Entry:
    return Entry(
        capfirst(str(model["name"])), model.get("admin_url") or "", model.get("add_url") or ""
    )
