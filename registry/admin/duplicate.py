from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from registry.admin.steps import questions
from registry.admin.steps.step import Step, SteppingAdmin, unless
from registry.filters.duplicate import DuplicateFilter
from registry.models import Family, Member, PotentialDuplicate
from registry.services.duplicates import Match, matches
from registry.services.likeness import close_as_duplicate, keep_apart, require_one_goes_on

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def decided(pair: PotentialDuplicate) -> "StrOrPromise | None":
    if pair.status == PotentialDuplicate.Status.OPEN:
        return None
    return _("This pair was decided already.")


def not_to_be_closed(pair: PotentialDuplicate) -> "StrOrPromise | None":
    return decided(pair) or unless(require_one_goes_on)(pair)


APART = Step(
    name="keep-apart",
    action="decide",
    title=_("They are two families"),
    done=_("Both files go on."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: keep_apart(pair=row, reason=given["reason"]),
    against=decided,
)
DUPLICATE = Step(
    name="close-later",
    action="decide",
    title=_("They are one family: close the later file"),
    done=_("The later file is closed; the earlier one goes on."),
    intro=_("Nothing is copied. The earlier file stays with its association."),
    form=questions.ReasonForm,
    perform=lambda row, by, given: close_as_duplicate(pair=row, reason=given["reason"]),
    against=not_to_be_closed,
)


@dataclass(frozen=True)
class Person:
    """Somebody of a file, and whether she stands in the other one too."""

    member: Member
    alike: Match | None


@dataclass(frozen=True)
class Side:
    """One of the two files: itself, whether it opens to the reader, and its people."""

    file: Family
    opens: bool
    people: list[Person]


def sides(pair: PotentialDuplicate, user: Any) -> list[Side]:
    """Both files with their people, whoever matches first and in the same order."""
    files = (pair.family, pair.other)
    open_to_her = set(Family.objects.visible_to(user).filter(pk__in=[each.pk for each in files]))
    readable = Member.objects.visible_to(user)
    members = [list(readable.filter(family=each).order_by("pk")) for each in files]
    found = matches(*members)
    firsts = [[match.one for match in found], [match.other for match in found]]
    return [
        Side(file, file in open_to_her, _people(own, first, found))
        for file, own, first in zip(files, members, firsts, strict=True)
    ]


def _people(own: list[Member], alike: list[Member], found: list[Match]) -> list[Person]:
    known = dict(zip(reversed(alike), reversed(found), strict=True))
    first = [Person(member, known[member]) for member in dict.fromkeys(alike)]
    return [*first, *(Person(member, None) for member in own if member not in known)]


def what_is_the_same(pair: PotentialDuplicate) -> "list[StrOrPromise]":
    """What the two files have in common besides; a telephone is not told, only that it is."""
    one, other = pair.family, pair.other
    said: list[StrOrPromise] = []
    found_by_it = pair.method == PotentialDuplicate.Method.PHONE
    if one.phone and one.phone == other.phone and not found_by_it:
        said.append(_("the same telephone"))
    if one.county_id == other.county_id:
        said.append(_("the same county"))
    return said


@admin.register(PotentialDuplicate)
class PotentialDuplicateAdmin(SteppingAdmin):
    """Two files side by side, for the national desk alone."""

    list_display = ("family", "other", "method", "score", "status")
    filter_class = DuplicateFilter
    fields = ("family", "other", "method", "score", "status", "reason")
    steps = (APART, DUPLICATE)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        pair = self.get_object(request, object_id)
        if request.method == "POST" or pair is None:
            return super().change_view(request, object_id, form_url, extra_context)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Two files that may be one family"),
            "pair": pair,
            "files": sides(pair, request.user),
            "same": what_is_the_same(pair),
            "doors": [] if decided(pair) else self.doors(request, pair),
            "past_is_open": self.may(request, "read_history", pair),
        }
        return TemplateResponse(request, "registry/duplicate.html", context)
