"""From a draft to rows of the published store."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from graphql_api.models import Lot, Place, Release, StatisticCell
from graphql_api.models.place import mask_of
from graphql_api.models.vocabulary import PlaceLevel
from graphql_api.publishing.cube import Cell, Geography, Named
from graphql_api.publishing.lots import NATION, DraftLot
from graphql_api.publishing.manifest import checksum
from graphql_api.publishing.profiles import Profile
from graphql_api.publishing.release import Draft
from graphql_api.publishing.scheme import Scheme
from graphql_api.publishing.statistics import domain
from graphql_api.publishing.vocabulary import Vocabulary

BATCH = 500
PLACE_OF_TABLE = {
    "association_category": PlaceLevel.ASSOCIATION,
    "province_category": PlaceLevel.PROVINCE,
    "province_household": PlaceLevel.PROVINCE,
}

Places = dict[tuple[str, str], Place]


class Rows:
    """All rows of one release, not stored yet."""

    def __init__(
        self, draft: Draft, geography: Geography, words: Vocabulary, profile: Profile
    ) -> None:
        self.draft, self.geography, self.words, self.profile = draft, geography, words, profile
        self.release = Release(
            profile=profile.name,
            parameters=profile.published(),
            vocabulary=words.text,
            scheme=scheme_text(draft.scheme),
        )
        self.places = self._places()
        self.lots = [self._lot(number, lot) for number, lot in enumerate(draft.lots, start=1)]
        self.cells = [
            self._cell(table, cell)
            for table, cells in domain(geography, words).items()
            for cell in cells
        ]

    def seal(self, number: int, period: str, published_at: datetime, commitment: str) -> None:
        """Give the release its name and its checksum."""
        self.release.number, self.release.period = number, period
        self.release.published_at, self.release.seed_commitment = published_at, commitment
        self.release.sha256 = checksum(self.release, self.lots, self.cells)

    def save(self) -> Release:
        """Called inside one transaction of the published store.

        The release itself comes last: from then on the database takes no row of it any more.
        """
        last = Release.objects.aggregate(last=Max("pk"))["last"] or 0
        self.release.pk = last + 1
        for place in self.places.values():
            place.release = self.release
        Place.objects.bulk_create(self.places.values(), BATCH)
        # Assigned again, because the keys of release and places are known only now.
        for lot in self.lots:
            lot.release, lot.place = self.release, lot.place
        for cell in self.cells:
            cell.release, cell.place = self.release, cell.place
        Lot.objects.bulk_create(self.lots, BATCH)
        StatisticCell.objects.bulk_create(self.cells, BATCH)
        self.release.save(force_insert=True)
        return self.release

    def _places(self) -> Places:
        """From the widest to the narrowest: their keys are their order."""
        map_ = self.geography
        nation = Named(**self.words.text["nation"])
        everywhere = list(map_.provinces)
        levels: list[tuple[str, Named, list[str]]] = [
            (PlaceLevel.NATION, nation, everywhere),
            *((PlaceLevel.REGION, at, map_.provinces_in(at.code)) for at in map_.regions.values()),
            *((PlaceLevel.PROVINCE, at, [at.code]) for at in map_.provinces.values()),
            *(
                (PlaceLevel.ASSOCIATION, at, [map_.province_of[at.code]])
                for at in map_.associations.values()
            ),
        ]
        return {
            (level, at.code): Place(
                release=self.release,
                level=level,
                code=at.code,
                name_fa=at.name_fa,
                name_en=at.name_en,
                provinces=mask_of(codes),
            )
            for level, at, codes in levels
        }

    def _lot(self, number: int, lot: DraftLot) -> Lot:
        cell = lot.cell
        lower, upper = self.words.band_bounds(cell.category, cell.band)
        return Lot(
            number=number,
            axis=self.words.categories[cell.category].axis,
            category=cell.category,
            place=self.places[cell.level, cell.place if cell.level != "nation" else NATION],
            provinces=mask_of(list(lot.provinces)),
            amount_band=cell.band,
            amount_lower=lower,
            amount_upper=upper,
            places=lot.places,
            **self._facet(cell.facet),
        )

    def _cell(self, table: str, cell: Cell) -> StatisticCell:
        estimate = getattr(self.draft.tables, table).get(cell)
        return StatisticCell(
            table=table,
            estimate=estimate,
            margin=self.profile.margin,
            below_threshold=estimate is not None and estimate < self.profile.threshold,
            **self._dimensions(table, cell),
        )

    def _dimensions(self, table: str, cell: Cell) -> dict[str, Any]:
        """What a cell is about, as columns."""
        if table == "category_facet_amount":
            category, facet, band = cell
            return {"category": category, "amount_band": int(band), **self._facet(facet)}
        place = self.places[PLACE_OF_TABLE[table], cell[0]]
        if table == "province_household":
            return {"place": place, **self._facet(cell[1])}
        return {"place": place, "category": cell[1]}

    def _facet(self, facet: str) -> dict[str, str]:
        return {"facet": facet, "facet_kind": self.words.facets.get(facet, "")}


def scheme_text(scheme: Scheme) -> dict[str, dict[str, str]]:
    """The scheme as published: category, province, grain."""
    told: dict[str, dict[str, str]] = {}
    for (category, province), grain in sorted(scheme.items(), key=lambda pair: pair[0]):
        told.setdefault(category, {})[province] = grain.name
    return told
