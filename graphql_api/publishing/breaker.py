"""Keeps the list from telling an acquaintance what a family of a known kind needs.

She knows where a family lives and how many they are.  From the published list and statistics
alone she can compute how likely each category is.  While one is likelier than alpha, the lot
that says most about it is told more widely, and at last not at all.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from graphql_api.publishing.cube import Geography, Tables
from graphql_api.publishing.lots import NATION, DraftLot
from graphql_api.publishing.profiles import Profile
from graphql_api.publishing.vocabulary import UNTOLD, Vocabulary

PARENT = {"association": "province", "province": "region", "region": "nation"}


@dataclass(frozen=True)
class Kind:
    """A household type an acquaintance may know: a province or an association, and a band."""

    province: str
    association: str
    household: str


@dataclass
class Census:
    """How many families of a kind there are, as the published statistics tell."""

    tables: Tables
    geography: Geography
    words: Vocabulary
    weight: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for province in self.geography.provinces:
            inside = self.geography.associations_in(province)
            sizes = [1 + self.total(self.tables.association_category, place) for place in inside]
            self.weight.update(
                {place: size / sum(sizes) for place, size in zip(inside, sizes, strict=True)}
            )

    def total(self, table: dict[tuple[str, ...], int], place: str) -> int:
        return sum(max(table.get((place, category), 0), 0) for category in self.words.categories)

    def families(self, province: str, households: tuple[str, ...]) -> int:
        table = self.tables.province_household
        return sum(max(table[province, household], 0) for household in households)

    def of_kind(self, kind: Kind, households: tuple[str, ...]) -> float:
        share = self.weight[kind.association] if kind.association else 1.0
        return self.families(kind.province, households) * share

    def of_lot(self, lot: DraftLot, households: tuple[str, ...]) -> float:
        share = self.weight[lot.cell.place] if lot.cell.level == "association" else 1.0
        return share * sum(self.families(province, households) for province in lot.provinces)


class Breaker:
    """The list while it is being widened."""

    def __init__(
        self, lots: list[DraftLot], census: Census, profile: Profile, phi: tuple[int, int]
    ) -> None:
        self.lots = {lot.cell: lot for lot in lots}
        self.census, self.profile, self.phi = census, profile, phi[0] / phi[1]
        self.bands = tuple(
            value for value in census.words.facet_values("household") if value != UNTOLD
        )

    def run(self) -> list[DraftLot]:
        """Widen until no kind of household gives a need away."""
        kinds = self.kinds()
        while self.widen_once(kinds):
            pass
        return sorted(self.lots.values(), key=lambda lot: lot.cell)

    def kinds(self) -> list[Kind]:
        places = [(province, "") for province in self.census.geography.provinces]
        places += [(province, code) for code, province in self.census.geography.province_of.items()]
        return [Kind(*place, household) for place in places for household in self.bands]

    def widen_once(self, kinds: list[Kind]) -> bool:
        """One pass over all kinds; true when a lot was widened, so that another pass is due."""
        changed = False
        by_province = self.by_province()
        for kind in kinds:
            told = self.telling(kind, by_province[kind.province])
            category, posterior = self.likeliest(kind, told)
            if posterior > self.profile.alpha and told.get(category):
                self.widen(max(told[category], key=lambda pair: (pair[0], pair[1].cell))[1])
                by_province, changed = self.by_province(), True
        return changed

    def by_province(self) -> dict[str, list[DraftLot]]:
        found: dict[str, list[DraftLot]] = defaultdict(list)
        for cell in sorted(self.lots):
            for province in self.lots[cell].provinces:
                found[province].append(self.lots[cell])
        return found

    def telling(self, kind: Kind, lots: list[DraftLot]) -> dict[str, list[tuple[float, DraftLot]]]:
        """Per category, the lots such a family may stand in, each with how likely it does."""
        found: dict[str, list[tuple[float, DraftLot]]] = defaultdict(list)
        for lot in lots:
            if not self.may_hold(lot, kind):
                continue
            bands = (kind.household,) if lot.cell.facet == kind.household else self.bands
            room = max(self.census.of_lot(lot, bands), self.census.of_kind(kind, bands), 1.0)
            found[lot.cell.category].append((min(lot.places / room, 1.0), lot))
        return found

    def may_hold(self, lot: DraftLot, kind: Kind) -> bool:
        household = self.census.words.facets.get(lot.cell.facet) == "household"
        if household and lot.cell.facet != kind.household:
            return False
        narrow = lot.cell.level == "association" and kind.association
        return not narrow or lot.cell.place == kind.association

    def likeliest(
        self, kind: Kind, told: dict[str, list[tuple[float, DraftLot]]]
    ) -> tuple[str, float]:
        """The category an acquaintance would bet on, and how sure she can be."""
        listed = {category: sum(pair[0] for pair in pairs) for category, pairs in told.items()}
        whole = sum(listed.values())
        if whole >= 1:
            listed, whole = {key: weight / whole for key, weight in listed.items()}, 1.0
        rest = self.unlisted(kind, listed)
        return max(
            (
                (category, listed.get(category, 0.0) + (1 - whole) * rest[category])
                for category in self.census.words.categories
            ),
            key=lambda pair: pair[1],
        )

    def unlisted(self, kind: Kind, listed: dict[str, float]) -> dict[str, float]:
        """How the families that no lot speaks for spread over the categories."""
        table = self.census.tables.province_category
        families = self.census.families(kind.province, self.bands)
        left = {
            category: max(
                max(table.get((kind.province, category), 0), 0) * self.phi
                - listed.get(category, 0.0) * families,
                0.0,
            )
            for category in self.census.words.categories
        }
        whole = sum(left.values())
        even = 1 / len(left)
        return {category: part / whole if whole else even for category, part in left.items()}

    def widen(self, lot: DraftLot) -> None:
        """Tell a lot for a wider place; what is already told there takes its places in."""
        del self.lots[lot.cell]
        level = PARENT.get(lot.cell.level)
        if level is None:
            return  # the whole country is the widest there is: the lot is not told
        place, provinces = self.parent(lot, level)
        wider = lot.widened(level, place, provinces)
        present = self.lots.get(wider.cell)
        if present is not None:
            wider = DraftLot(wider.cell, wider.provinces, wider.places + present.places)
        self.lots[wider.cell] = wider

    def parent(self, lot: DraftLot, level: str) -> tuple[str, tuple[str, ...]]:
        geography = self.census.geography
        province = lot.provinces[0]
        if level == "province":
            return province, (province,)
        if level == "region":
            region = geography.region_of[province]
            return region, tuple(sorted(geography.provinces_in(region)))
        return NATION, tuple(sorted(geography.provinces))
