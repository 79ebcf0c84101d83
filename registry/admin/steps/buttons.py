"""Which steps a need offers to a person: those she may take, at the state it is in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from permissions.vocabulary import Permission
from registry.models import Need
from registry.services.publication import may_be_approved_by

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Publication = Need.Publication
OPEN = (Need.Status.DECLARED, Need.Status.CONFIRMED)


@dataclass(frozen=True)
class Button:
    """A step that this person can take here and now: at its place in the file, or on its page."""

    title: "StrOrPromise"
    address: str
    key: str = ""


def key_of(row: Any, step: str) -> str:
    """The name of a step on a row, in the address of the file that shows its form."""
    return f"{row._meta.model_name}-{row.pk}-{step}"


def in_the_file(title: "StrOrPromise", row: Any, step: str, anchor: str) -> Button:
    """A step whose few questions are asked in the file itself, at the place of the row."""
    key = key_of(row, step)
    return Button(title, f"?open={key}#{anchor}", key)


def buttons_of(need: Need, user: Any, held: frozenset[Permission]) -> Iterable[Button]:
    """The steps of one need."""
    offered = {
        Permission.DECIDE_NEEDS: deciding(need),
        Permission.PROPOSE_NEEDS: proposing(need),
        Permission.PUBLISH_NEEDS: approving(need, user),
    }
    for permission, steps in offered.items():
        if permission in held:
            for name, title in steps:
                yield button(need, name, title)


def button(need: Need, name: str, title: "StrOrPromise") -> Button:
    """What shows a need as donors see it has a page of its own; the rest is asked in the file."""
    if name in ("propose", "approve"):
        return Button(title, reverse(f"admin:registry_need_{name}", args=[need.pk]))
    return in_the_file(title, need, name, f"need-{need.pk}")


def deciding(need: Need) -> "Iterable[tuple[str, StrOrPromise]]":
    if need.status == Need.Status.DECLARED:
        yield "confirm", _("Confirm")
        yield "decline", _("Decline")
    if need.status == Need.Status.CONFIRMED:
        yield "withdraw", _("No longer needed")
    if need.status in OPEN and not told(need):
        yield "correct", _("Edit")


def told(need: Need) -> bool:
    return need.publication in (Publication.PROPOSED, Publication.PUBLISHED)


def proposing(need: Need) -> "Iterable[tuple[str, StrOrPromise]]":
    if need.status == Need.Status.CONFIRMED and need.need_type.publishable and not told(need):
        yield "propose", _("Propose for publication")
    if told(need):
        yield "take-back", _("Take back")


def approving(need: Need, user: Any) -> "Iterable[tuple[str, StrOrPromise]]":
    if need.publication == Publication.PROPOSED and may_be_approved_by(need, user):
        yield "approve", _("See it as a donor does, and approve")
