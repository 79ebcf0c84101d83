"""Which association is the nearest: the rule of referral, as arithmetic on plain rows.

It starts from where the family lives, never from the prison.  Nothing here reads or writes;
`registry.services.referral` brings the rows and keeps the answer with its reasons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from registry.models import Referral

EARTH_RADIUS_KM = 6371
TIE_KM = 0.05
NEARBY_FACTOR, NEARBY_KM = 1.5, 50
REMEMBERED = 5

Method = Referral.Method
WhyNot = Referral.WhyNot
Point = tuple[float, float]


@dataclass(frozen=True)
class Home:
    """Where the family lives, and what is special about that county."""

    county: int
    province: int
    point: Point | None
    owner: int | None = None  # the association whose own area the county is
    stays_inside: bool = False
    capital: int | None = None  # the county that is the capital of the province


@dataclass(frozen=True)
class Candidate:
    """An association that is active and accepts new files."""

    pk: int
    code: str
    name_fa: str
    name_en: str
    county: int
    province: int
    point: Point
    central: bool = False
    load: int = 0
    capacity: int | None = None

    @property
    def full(self) -> bool:
        return self.capacity is not None and self.load >= self.capacity

    @property
    def business(self) -> float:
        """How full it is; without a limit it is never busy."""
        return self.load / self.capacity if self.capacity else 0.0


@dataclass(frozen=True)
class Place:
    """A candidate and how far it is, in whole precision; None where that is not known."""

    candidate: Candidate
    km: float | None


@dataclass(frozen=True)
class Route:
    """The decision: who, how, how far, whether it is too full, and who else was looked at."""

    chosen: Candidate
    method: Referral.Method
    km: float | None
    over_capacity: bool
    considered: list[dict[str, object]]


def kilometres(a: Point, b: Point) -> float:
    """The great-circle distance (haversine)."""
    (lat_a, lon_a), (lat_b, lon_b) = ((radians(x), radians(y)) for x, y in (a, b))
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


def nearby(km: float) -> float:
    """How far one may go instead, when the association at this distance is full."""
    return max(NEARBY_FACTOR * km, km + NEARBY_KM)


def distances(home: Home, candidates: Iterable[Candidate]) -> list[Place]:
    """All candidates, the nearest first; without coordinates, in the order of their codes."""
    point = home.point
    places = [Place(c, kilometres(point, c.point) if point else None) for c in candidates]
    return sorted(places, key=lambda place: (place.km or 0.0, place.candidate.code))


def shortlist(home: Home, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The only candidates whose load can matter; nobody else has to be counted."""
    places = distances(home, candidates)
    if home.point is None or not places:
        return list(candidates)
    first = min(place.km or 0.0 for place in _preferred(home, places))
    within = nearby(first + TIE_KM)
    near = [place for place in places if (place.km or 0.0) <= within]
    special = [p for p in places if p.candidate.pk == home.owner or _seated(home, p)]
    listed = [*near, *special, *places[:REMEMBERED]]
    return list({place.candidate.pk: place.candidate for place in listed}.values())


def choose(home: Home, candidates: Sequence[Candidate]) -> Route | None:
    """The association of this family; None only when no association accepts anybody."""
    places = distances(home, candidates)
    if not places:
        return None
    owner = next((place for place in places if place.candidate.pk == home.owner), None)
    if owner is not None:
        return _route(home, places, owner, Method.CATCHMENT)
    if home.point is None:
        return _route(home, places, _fallback(home, places), Method.FALLBACK)
    chosen = _nearest(home, places)
    return _route(home, places, chosen, Method.SEAT if _seated(home, chosen) else Method.NEAREST)


def _nearest(home: Home, places: Sequence[Place]) -> Place:
    """The first choice, or when it is full, the nearest one with room nearby."""
    first = _first_of_equals(_preferred(home, places))
    if not first.candidate.full:
        return first
    limit = nearby(first.km or 0.0)
    room = [p for p in _pool(home, places) if not p.candidate.full and (p.km or 0.0) <= limit]
    return _first_of_equals(room) if room else first


def _pool(home: Home, places: Sequence[Place]) -> Sequence[Place]:
    """The whole country, or the province where the province keeps its families."""
    inside = [place for place in places if place.candidate.province == home.province]
    return inside if home.stays_inside and inside else places


def _preferred(home: Home, places: Sequence[Place]) -> Sequence[Place]:
    """Those seated in the family's own county, if there are any."""
    pool = _pool(home, places)
    return [place for place in pool if _seated(home, place)] or pool


def _first_of_equals(places: Sequence[Place]) -> Place:
    """The nearest; among those as near, the one with room, then the less busy one."""
    shortest = min(place.km or 0.0 for place in places)
    equals = [place for place in places if (place.km or 0.0) <= shortest + TIE_KM]
    return min(equals, key=lambda p: (p.candidate.full, p.candidate.business, p.candidate.code))


def _fallback(home: Home, places: Sequence[Place]) -> Place:
    """Nobody knows where the county lies: the capital of the province, else the centre."""
    by_business = sorted(places, key=lambda p: (p.candidate.business, p.candidate.code))
    for rule in (_seated_in_capital, _is_central, _in_province):
        found = next((place for place in by_business if rule(home, place)), None)
        if found is not None:
            return found
    return by_business[0]


def _seated(home: Home, place: Place) -> bool:
    return place.candidate.county == home.county


def _seated_in_capital(home: Home, place: Place) -> bool:
    return place.candidate.county == home.capital


def _is_central(_home: Home, place: Place) -> bool:
    return place.candidate.central


def _in_province(home: Home, place: Place) -> bool:
    return place.candidate.province == home.province


def _route(home: Home, places: Sequence[Place], chosen: Place, method: Referral.Method) -> Route:
    others = [place for place in places if place is not chosen][: REMEMBERED - 1]
    listed = [chosen, *others]
    return Route(
        chosen=chosen.candidate,
        method=method,
        km=_rounded(chosen.km),
        over_capacity=chosen.candidate.full,
        considered=[_told(place, _why_not(home, place, chosen, method)) for place in listed],
    )


def _why_not(home: Home, place: Place, chosen: Place, method: Referral.Method) -> Referral.WhyNot:
    """Why this one was not chosen, the strongest reason first."""
    here, there = place.candidate, chosen.candidate
    other_province = home.stays_inside and here.province != home.province == there.province
    farther = (place.km or 0.0) > (chosen.km or 0.0) + TIE_KM
    reasons = {
        WhyNot.CHOSEN: place is chosen,
        WhyNot.NOT_ITS_AREA: method == Method.CATCHMENT,
        WhyNot.NOT_THE_FALLBACK: method == Method.FALLBACK,
        WhyNot.OUTSIDE_PROVINCE: other_province,
        WhyNot.FULL: here.full,
        WhyNot.NOT_THE_SEAT: method == Method.SEAT and not _seated(home, place),
        WhyNot.FARTHER: farther,
        WhyNot.BUSIER: here.business > there.business,
        WhyNot.SAME: True,
    }
    return next(reason for reason, holds in reasons.items() if holds)


def _told(place: Place, why_not: Referral.WhyNot) -> dict[str, object]:
    candidate = place.candidate
    return {
        "code": candidate.code,
        "name_fa": candidate.name_fa,
        "name_en": candidate.name_en,
        "km": _rounded(place.km),
        "load": candidate.load,
        "capacity": candidate.capacity,
        "why_not": why_not.value,
    }


def _rounded(km: float | None) -> float | None:
    return None if km is None else round(km, 1)
