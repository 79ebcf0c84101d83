"""Bring a family to its association: read who accepts files, let the rule choose, keep why."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Count
from django.utils import timezone

from registry.models import Association, County, Family, Province, Referral, ServiceArea, Task
from registry.services import routing
from registry.services.cartable import open_task
from registry.services.routing import kilometres

NEAR_THE_CAPITAL_KM = 10  # farther off, a seat is another town


def route(county: County) -> routing.Route | None:
    """The association for families of this county, as things stand; reads four times at most."""
    home, candidates = home_in(county), accepting()
    listed = routing.shortlist(home, candidates)
    return routing.choose(home, with_loads(listed))


def home_in(county: County) -> routing.Home:
    owner = ServiceArea.objects.filter(county=county).values_list("association", flat=True).first()
    return _home(county, owner)


def homes_in(counties: Iterable[County]) -> dict[int, routing.Home]:
    """The same for many counties, whose owners are read once."""
    owners = dict(ServiceArea.objects.values_list("county", "association"))
    return {county.pk: _home(county, owners.get(county.pk)) for county in counties}


def _home(county: County, owner: int | None) -> routing.Home:
    province = county.province
    capital = None
    if county.latitude is None or county.longitude is None:
        capital = _capital(province)
    return routing.Home(
        county=county.pk,
        province=province.pk,
        point=point(county),
        owner=owner,
        stays_inside=province.stays_inside,
        capital=capital,
    )


def _capital(province: Province) -> int | None:
    """The county at whose seat the province has its point; else the one with the largest seat."""
    centre = float(province.latitude), float(province.longitude)
    counties = list(province.counties.order_by("code"))
    known = [(kilometres(centre, at), county.pk) for county in counties if (at := point(county))]
    if known and min(known)[0] <= NEAR_THE_CAPITAL_KM:
        return min(known)[1]
    largest = max(counties, key=lambda county: county.seat_population or 0, default=None)
    return largest.pk if largest else None


def point(county: County) -> routing.Point | None:
    if county.latitude is None or county.longitude is None:
        return None
    return float(county.latitude), float(county.longitude)


def accepting() -> list[routing.Candidate]:
    """Everybody who takes new files, not counted yet."""
    rows = Association.objects.accepting().values_list(
        "pk",
        "code",
        "name_fa",
        "name_en",
        "county",
        "county__province",
        "latitude",
        "longitude",
        "kind",
        "capacity",
    )
    return [
        routing.Candidate(
            pk=pk,
            code=code,
            name_fa=name_fa,
            name_en=name_en,
            county=county,
            province=province,
            point=(float(latitude), float(longitude)),
            central=kind == Association.Kind.CENTRAL,
            capacity=capacity,
        )
        for (
            pk,
            code,
            name_fa,
            name_en,
            county,
            province,
            latitude,
            longitude,
            kind,
            capacity,
        ) in rows.order_by("code")
    ]


def with_loads(candidates: Iterable[routing.Candidate]) -> list[routing.Candidate]:
    """The same with their open files counted."""
    candidates = list(candidates)
    open_files = (
        Family.objects.open()
        .filter(association__in=[candidate.pk for candidate in candidates])
        .order_by()
        .values("association")
        .annotate(files=Count("pk"))
        .values_list("association", "files")
    )
    loads = dict(open_files)
    return [replace(candidate, load=loads.get(candidate.pk, 0)) for candidate in candidates]


def keep_referral(
    family: Family, decision: routing.Route | None, *, by: Any = None, reason: str = ""
) -> None:
    """Write down why the family went there, and tell the national desk what it has to look at.

    `by` asked for it, with a reason; nobody did where the family has just registered.
    """
    now = timezone.now()
    if decision is None:
        open_task(family, Task.Kind.REROUTE, since=now)
        return
    Referral.objects.create(
        family=family,
        association_id=decision.chosen.pk,
        method=decision.method,
        distance_km=decision.km,
        candidates=decision.considered,
        over_capacity=decision.over_capacity,
        reason=reason,
        decided_by=by,
        decided_at=now,
    )
    if decision.over_capacity:
        open_task(family, Task.Kind.OVER_CAPACITY, since=now)
    if decision.method == Referral.Method.FALLBACK:
        open_task(family, Task.Kind.CHECK_LOCATION, since=now)
