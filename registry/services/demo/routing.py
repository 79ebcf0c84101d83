"""Sending the demo's families to their associations, by the rule of the house."""

from dataclasses import dataclass, field, replace

from registry.models import County, Referral
from registry.services import routing
from registry.services.demo.country import Country
from registry.services.referral import accepting, homes_in


@dataclass
class Desk:
    """Counts how many files each association has, so that no family asks the database."""

    country: Country
    loads: dict[int, int] = field(default_factory=dict)
    homes: dict[int, routing.Home] = field(default_factory=dict)
    near: dict[int, list[routing.Candidate]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        candidates = accepting()
        self.homes = homes_in(self.country.counties)
        for county, home in self.homes.items():
            self.near[county] = routing.shortlist(home, candidates)

    def refer(self, county: County, *, closed: bool = False) -> Referral:
        """The referral of the next family of this county; its family is still to be named."""
        loads = self.loads
        listed = [replace(one, load=loads.get(one.pk, 0)) for one in self.near[county.pk]]
        route = routing.choose(self.homes[county.pk], listed)
        assert route is not None
        if not closed:
            loads[route.chosen.pk] = loads.get(route.chosen.pk, 0) + 1
        return Referral(
            association_id=route.chosen.pk,
            method=route.method,
            distance_km=route.km,
            candidates=route.considered,
            over_capacity=route.over_capacity,
        )

    def shares(self) -> dict[int, float]:
        """The part of all families that each association may expect."""
        shares: dict[int, float] = {}
        before, total = 0.0, self.country.weights[-1]
        for county, until in zip(self.country.counties, self.country.weights, strict=True):
            route = routing.choose(self.homes[county.pk], self.near[county.pk])
            assert route is not None
            shares[route.chosen.pk] = shares.get(route.chosen.pk, 0) + (until - before) / total
            before = until
        return shares
