"""The start page: to each role what its day begins with."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.calendar import month_of
from audit.money import grouped
from permissions.reach import Reach
from permissions.vocabulary import Permission, Place
from registry import statistics, trends
from registry.admin.start import pictures
from registry.admin.start.cartable import Cartable, cartable_of, choices_of_the_network
from registry.admin.start.indicators import Indicator, indicators
from registry.admin.start.latest import Change, latest_changes
from registry.admin.start.network import Network, network_of
from registry.admin.start.pictures import Compared, Picture
from registry.models import Association, Family, Invitation, Prisoner, Task
from registry.models.prisoner import OUT
from registry.network_counts import by_association


@dataclass(frozen=True)
class Number:
    """A tile: a number, what it counts, and where to see it."""

    label: str
    value: str
    url: str = ""
    tone: str = ""
    current: bool = False


@dataclass
class Start:
    numbers: list[Number] = field(default_factory=list)
    cartable: Cartable | None = None
    indicators: list[Indicator] = field(default_factory=list)
    network: Network | None = None
    pictures: list[Picture] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    invite_url: str = ""


def start_page(request: HttpRequest) -> dict[str, Any]:
    """What Django's index shows besides the menu."""
    reach = Reach.of(request.user)
    start = Start()
    if reach.somewhere(Permission.ISSUE_INVITATIONS, (Place.PRISON,)):
        _of_a_prison(request, start)
    if Task.access.holds_somewhere(request.user, "view"):
        start.cartable = cartable_of(request, Task.objects.visible_to(request.user))
    if _answers_for_numbers(reach):
        _of_an_office(request, start)
    elif reach.somewhere(Permission.CONTACT_FAMILIES, (Place.ASSOCIATION,)):
        start.pictures.append(pictures.own_files(request.user))
    if reach.everywhere(Permission.READ_HISTORY) and reach.everywhere(Permission.VIEW_FAMILIES):
        chosen = start.cartable.association if start.cartable else None
        start.changes = latest_changes(chosen)
    return {"start": start, "now": timezone.now()}


def _answers_for_numbers(reach: Reach) -> bool:
    """Those who lead an office, or look at all of them; a case worker's day is the cartable."""
    leads = reach.somewhere(Permission.MANAGE_STAFF, (Place.ASSOCIATION,))
    return leads or reach.somewhere(Permission.VIEW_REPORTS, (Place.PROVINCE,))


def _of_an_office(request: HttpRequest, start: Start) -> None:
    kept = statistics.counted_for(request.user)
    flow = statistics.flow(kept)
    start.pictures += [
        pictures.registered(kept),
        pictures.ages(kept),
        pictures.tiers(kept),
        pictures.axes(trends.levels_by_axis(kept)),
    ]
    reach = Reach.of(request.user)
    if reach.everywhere(Permission.VIEW_REPORTS):
        by_province = _list_of(request, Association)
        lead = f"{by_province}?province=" if by_province else ""
        listed = start.cartable.choices if start.cartable else choices_of_the_network()
        associations = {each.pk: each for each in listed or choices_of_the_network()}
        counted = by_association(kept)
        start.network = network_of(kept, counted, associations, lead)
        cartables = reverse("admin:index") if start.cartable else ""
        start.compared = pictures.compared(counted, associations, cartables)
    elif reach.somewhere(Permission.MANAGE_STAFF, (Place.ASSOCIATION,)):
        # Colleagues are called by their names; people of other places are not.
        start.pictures.append(pictures.workloads(kept))
    start.numbers += [
        Number(_("Open files"), grouped(flow.open), _list_of(request, Family)),
        Number(
            _("Registered in %(month)s") % {"month": month_of(kept.today)},
            grouped(flow.this_month),
        ),
        Number(_("Waiting for a first contact"), grouped(flow.awaiting_contact)),
        Number(_("Without a social worker"), grouped(flow.without_worker)),
    ]
    start.indicators = indicators(kept, flow)


def _of_a_prison(request: HttpRequest, start: Start) -> None:
    prisoners = Prisoner.objects.visible_to(request.user)
    invitations = Invitation.objects.visible_to(request.user)
    held = [state for state in Prisoner.Custody.values if state not in OUT]
    in_custody = urlencode({"custody": held}, doseq=True)
    start.numbers += [
        Number(
            _("Prisoners in custody"),
            grouped(prisoners.in_custody().count()),
            _list_of(request, Prisoner, f"?{in_custody}"),
        ),
        Number(
            _("Invitations still open"),
            grouped(invitations.usable().count()),
            _list_of(request, Invitation, "?stage=open"),
        ),
        Number(_("Invitations used"), grouped(invitations.exclude(used_at=None).count())),
        Number(
            _("Released within 60 days"),
            grouped(prisoners.in_custody().released_within(timedelta(days=60)).count()),
        ),
    ]
    issued = pictures.through_the_year(
        "invitations", _("Invitations issued"), invitations, "created_at"
    )
    start.pictures.append(issued)
    start.invite_url = _list_of(request, Prisoner, f"?{in_custody}")


def _list_of(request: HttpRequest, model: Any, asked: str = "") -> str:
    """The way to a list, narrowed as asked, for whoever may open it."""
    page = admin.site._registry.get(model)
    if page is None or not page.has_view_permission(request):
        return ""
    return reverse(f"admin:registry_{model._meta.model_name}_changelist") + asked
