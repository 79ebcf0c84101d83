"""What the search box shows: rows by kind, each with the little that tells it apart."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import trail
from permissions.reach import Reach
from permissions.vocabulary import Permission
from registry import finding
from registry.admin.menu import sections
from registry.finding import Asked
from registry.models import Association, Family, Member, Membership, Prisoner
from registry.text import fold


@dataclass(frozen=True)
class Hit:
    """A line of an answer: what it is called, what tells it apart, where it leads."""

    title: str
    url: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """The hits of one kind; `list_url` is the list that holds more of them."""

    key: str
    title: str
    hits: tuple[Hit, ...]
    list_url: str = ""


@dataclass(frozen=True)
class Answer:
    groups: tuple[Group, ...]
    # Nothing is written as it was typed; what is shown comes close.
    almost: bool = False

    @property
    def count(self) -> int:
        return sum(len(group.hits) for group in self.groups)


def family_hit(family: Family, user: Any) -> Hit:
    national = Reach.of(user).everywhere(Permission.VIEW_FAMILIES)
    place = str(family.association or _("National desk")) if national else family.county.name
    url = reverse("admin:registry_family_change", args=[family.pk])
    details = (family.code, str(family.get_status_display()), place)
    return Hit(family.contact_name, url, details)


def member_hit(member: Member, user: Any) -> Hit:
    family = member.family
    url = reverse("admin:registry_family_change", args=[family.pk])
    return Hit(
        str(member), url, (str(member.get_relation_display()), family.contact_name, family.code)
    )


def prisoner_hit(prisoner: Prisoner, user: Any) -> Hit:
    url = reverse("admin:registry_prisoner_change", args=[prisoner.pk])
    custody = str(prisoner.get_custody_status_display())
    return Hit(str(prisoner), url, (str(prisoner.prison), prisoner.prisoner_no, custody))


def association_hit(association: Association, user: Any) -> Hit:
    url = reverse("admin:registry_association_change", args=[association.pk])
    return Hit(association.name, url, (association.county.name, association.code))


def staff_hit(membership: Membership, user: Any) -> Hit:
    url = reverse("admin:registry_membership_change", args=[membership.pk])
    place = str(membership.place or _("national office"))
    return Hit(str(membership.user), url, (str(membership.get_role_display()), place))


@dataclass(frozen=True)
class Kind:
    model: type[Any]
    find: Callable[[Any, Asked, int], list[Any]]
    hit: Callable[[Any, Any], Hit]
    links: tuple[str, ...] = ()
    misspelt: bool = False


KINDS = (
    Kind(Family, finding.families, family_hit, finding.OF_A_FAMILY, misspelt=True),
    Kind(Member, finding.members, member_hit, finding.OF_A_MEMBER, misspelt=True),
    Kind(Prisoner, finding.prisoners, prisoner_hit, ("prison",), misspelt=True),
    Kind(Association, finding.associations, association_hit),
    Kind(Membership, finding.staff, staff_hit),
)
TITLES = {Membership: gettext_lazy("Staff")}


def answer_to(request: HttpRequest, question: Asked, most: int) -> Answer:
    """At most so many of each kind; what is written almost so, if nothing is written so."""
    pages = page_group(request, question, most)
    open_to_her = [kind for kind in KINDS if may_list(request, kind.model)]
    groups = [
        group_of(request, kind, kind.find(request.user, question, most)) for kind in open_to_her
    ]
    if any(group.hits for group in groups) or (pages.hits and not question.number):
        return Answer(tuple(group for group in (*groups, pages) if group.hits))
    close = [
        group_of(request, kind, almost(request, kind, question, most))
        for kind in open_to_her
        if kind.misspelt
    ]
    return Answer(tuple(group for group in close if group.hits), almost=True)


def almost(request: HttpRequest, kind: Kind, question: Asked, most: int) -> list[Any]:
    rows = kind.model._default_manager.all()
    visible = rows.visible_to(request.user)
    return finding.almost(visible, question, most, *kind.links)


def may_list(request: HttpRequest, model: type[Any]) -> bool:
    page = admin.site._registry.get(model)
    return page is not None and page.has_view_permission(request)


def group_of(request: HttpRequest, kind: Kind, rows: list[Any]) -> Group:
    name = kind.model._meta.model_name
    title = capfirst(str(TITLES.get(kind.model, kind.model._meta.verbose_name_plural)))
    hits = tuple(kind.hit(row, request.user) for row in rows)
    return Group(str(name), title, hits, reverse(f"admin:registry_{name}_changelist"))


def page_group(request: HttpRequest, question: Asked, most: int) -> Group:
    """Pages of the menu, and what may be begun: by their names, then by those of their sections."""
    pages = list(pages_of(request))
    called = [hit for hit in pages if finding.holds(question, hit.title)]
    beside = [hit for hit in pages if hit not in called and finding.holds(question, *hit.details)]
    return Group("page", _("Pages"), (*called, *beside)[:most])


def pages_of(request: HttpRequest) -> Iterator[Hit]:
    yield Hit(_("Start page"), reverse("admin:index"))
    for section in sections(admin.site.get_app_list(request), request.user):
        for entry in section.entries:
            yield Hit(str(entry.name), entry.url, (section.title,))
            if entry.add_url:
                yield Hit(
                    _("Add: %(name)s") % {"name": entry.name}, entry.add_url, (section.title,)
                )


def recent_group(request: HttpRequest, most: int = trail.KEPT) -> Group:
    """The files she opened last and may still see, the latest first."""
    rows = trail.opened(request.user)[:most]
    visible = Family.objects.visible_to(request.user).filter(pk__in=rows)
    found = {row.pk: row for row in visible.select_related(*finding.OF_A_FAMILY)}
    hits = tuple(family_hit(found[pk], request.user) for pk in rows if pk in found)
    return Group("recent", _("Opened last"), hits)


def words_fit(text: str) -> bool:
    """One letter would find half the country: two are asked for."""
    return len(fold(text)) > 1
