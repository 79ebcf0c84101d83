"""Which steps a need offers to a person: those she may take, at the state it is in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from permissions.vocabulary import Permission
from registry.models import Need

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Publication = Need.Publication


@dataclass(frozen=True)
class Button:
    """A step that this person can take here and now."""

    title: "StrOrPromise"
    address: str


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
                yield Button(title, reverse(f"admin:registry_need_{name}", args=[need.pk]))


def deciding(need: Need) -> "Iterable[tuple[str, StrOrPromise]]":
    if need.status == Need.Status.DECLARED:
        yield "confirm", _("Confirm")
        yield "decline", _("Decline")
    if need.status == Need.Status.CONFIRMED:
        yield "withdraw", _("No longer needed")


def proposing(need: Need) -> "Iterable[tuple[str, StrOrPromise]]":
    told = need.publication in (Publication.PROPOSED, Publication.PUBLISHED)
    if need.status == Need.Status.CONFIRMED and need.need_type.publishable and not told:
        yield "propose", _("Propose for publication")
    if told:
        yield "take-back", _("Take back")


def approving(need: Need, user: Any) -> "Iterable[tuple[str, StrOrPromise]]":
    if need.publication == Publication.PROPOSED and need.proposed_by_id != user.pk:
        yield "approve", _("See it as a donor does, and approve")
