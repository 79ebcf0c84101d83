"""A need as the donors' window would count it: in public words only, for the two who publish."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.money import toman
from registry.models import Member, Need
from registry.services.documents import is_adult

HUNDRED = 100
PRIMARY, LOWER = 6, 9


@dataclass(frozen=True)
class Preview:
    """What a donor may learn at most; a release tells the same or less."""

    category: str
    title: str
    place: str
    facet: str
    band: str


def preview(need: Need) -> Preview:
    """The public words of a need.  No name, no text, no date, no exact amount is among them."""
    kind = need.need_type
    terms = _category(kind.category)
    place = need.family.association
    return Preview(
        category=_title(terms),
        title=kind.public_title_fa if get_language() == "fa" else kind.public_title_en,
        place=place.name if place else "",
        facet=_facet(need, terms["facet"]),
        band=_band(need.amount_rial, terms["reference_rial"]),
    )


@cache
def _words() -> dict[str, Any]:
    path = settings.BASE_DIR / "fixtures" / "published_vocabulary.json"
    words: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return words


def _category(code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in _words()["categories"] if each["code"] == code)
    return found


def _title(words: dict[str, Any]) -> str:
    return str(words["title_fa"] if get_language() == "fa" else words["title_en"])


def _facet(need: Need, kind: str) -> str:
    """The one thing about the family that its category tells, if it tells any."""
    code = {"household": _household, "school": _school, "age": _age}.get(kind, _untold)(need)
    return next((_title(each) for each in _words()["facets"] if each["code"] == code), "")


def _untold(need: Need) -> str:
    return ""


def _household(need: Need) -> str:
    bands = ((2, "household_1_2"), (4, "household_3_4"))
    return next((code for most, code in bands if need.family.size <= most), "household_5_up")


def _school(need: Need) -> str:
    grade = need.member.grade if need.member else None
    if grade is None:
        return ""
    bands = ((PRIMARY, "school_primary"), (LOWER, "school_lower"))
    return next((code for most, code in bands if grade <= most), "school_upper")


def _age(need: Need) -> str:
    member: Member | None = need.member
    if member is None or member.birth_date is None:
        return ""
    return "age_adult" if is_adult(member) else "age_child"


def _band(amount: int | None, reference: int) -> str:
    if amount is None:
        return ""
    edges = [reference * percent // HUNDRED for percent in _words()["band_edges_percent"]]
    below = next((edge for edge in edges if amount < edge), None)
    if below == edges[0]:
        return _("less than %(most)s") % {"most": toman(edges[0])}
    if below is None:
        return _("%(least)s or more") % {"least": toman(edges[-1])}
    least = edges[edges.index(below) - 1]
    return _("from %(least)s to %(most)s") % {"least": toman(least), "most": toman(below)}
