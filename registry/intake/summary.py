"""A draft in words, for the page before it is sent."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from audit.calendar import date_in_words, digits, is_persian, jalali
from audit.money import toman
from registry.intake.forms import STEPS, PrisonerForm
from registry.intake.links import Link
from registry.intake.member import MemberForm
from registry.models import County, Family, Member, NeedType
from registry.models.prisoner import Sex

Line = tuple[str, str]


def summary(link: Link) -> list[dict[str, Any]]:
    """The pages in order, each with its lines and the way back to it."""
    given = link.answers
    people = [(_name(person), _person(person)) for person in given["members"]]
    return [
        _section(link, "consent", _("What you agree to"), _consents(given["consent"])),
        _section(link, "home", _("Where you live"), _home(given["home"])),
        _section(link, "prisoner", _("The person in prison"), _prisoner(given["prisoner"])),
        _section(link, "members", _("Who lives with you"), people),
        _section(link, "needs", _("What you need"), _needs(given["needs"])),
    ]


def _section(link: Link, step: str, title: str, lines: list[Line]) -> dict[str, Any]:
    if step == "members":
        address = reverse("intake:members", args=[link.token])
    else:
        address = reverse("intake:step", args=[link.token, step])
    return {"step": step, "title": title, "lines": lines, "address": address}


def _consents(page: dict[str, Any]) -> list[Line]:
    fields = STEPS["consent"].base_fields
    return [(str(fields[name].label), _("Yes") if page.get(name) else _("No")) for name in fields]


def _home(page: dict[str, Any]) -> list[Line]:
    county = County.objects.select_related("province").get(code=page["county"])
    told = {
        "county": f"{county.name}, {county.province.name}",
        "address": page["address"],
        "phone": digits(page["phone"]),
        "postal_code": digits(page.get("postal_code", "")),
        "housing": _label(Family.Housing, page.get("housing", "")),
        "rent_rial": _amount(page.get("rent_rial")),
        "income_rial": _amount(page.get("income_rial")),
        "other_support": _chosen("other_support", page),
        "preferred_support": _label(Family.Support, page.get("preferred_support", "")),
    }
    if is_persian():
        told["county"] = told["county"].replace(",", "،")
    fields = STEPS["home"].base_fields
    return [(str(fields[name].label), text) for name, text in told.items() if text]


def _chosen(name: str, page: dict[str, Any]) -> str:
    """A choice in the words in which it was offered."""
    choices = dict(STEPS["home"].base_fields[name].choices)  # type: ignore[attr-defined]  # a field of choices
    return str(choices.get(page[name], "")) if page.get(name) else ""


def _prisoner(page: dict[str, Any]) -> list[Line]:
    fields = PrisonerForm.base_fields
    relations = dict(fields["relation"].choices)  # type: ignore[attr-defined]  # a field of choices
    lines = [
        (str(fields["relation"].label), str(relations[page["relation"]])),
        (str(fields["income_reaches"].label), _("Yes") if page["income_reaches"] else _("No")),
    ]
    if page.get("other_parent"):
        lines.append((str(fields["other_parent"].label), _("Yes")))
    return lines


def _name(person: dict[str, Any]) -> str:
    return f"{person['first_name']} {person['last_name']}"


def _person(person: dict[str, Any]) -> str:
    """All that was written about a person; what was left out is not told."""
    fields = MemberForm.base_fields
    insurance = person.get("insurance", "unknown")
    ticked = [name for name in ("disability", "chronic_illness") if person.get(name)]
    told = [
        _("you") if person["relation"] == "head" else _label(Member.Relation, person["relation"]),
        _label(Sex, person["sex"]),
        _born(person),
        digits(person["national_id"] or person.get("other_id", "")),
        _label(Member.School, person["school"]) if person.get("school", "na") != "na" else "",
        f"{fields['insurance'].label}: {_label(Member.Insurance, insurance)}"
        if insurance != Member.Insurance.UNKNOWN
        else "",
        *(str(fields[name].label) for name in ticked),
    ]
    return ("، " if is_persian() else ", ").join(text for text in told if text)


def _born(person: dict[str, Any]) -> str:
    born = date.fromisoformat(person["birth_date"])
    if not person.get("birth_date_estimated"):
        return date_in_words(born)
    return digits(jalali(born)[0] if is_persian() else born.year)


def _needs(page: dict[str, Any]) -> list[Line]:
    kinds = NeedType.objects.filter(code__in=page["codes"]).order_by("code")
    lines = [(kind.name, "") for kind in kinds]
    if page.get("text"):
        lines.append((_("In your own words"), page["text"]))
    return lines or [(_("Nothing chosen; a social worker will ask you."), "")]


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value else ""


def _amount(rial: int | None) -> str:
    return "" if rial is None else toman(rial)
