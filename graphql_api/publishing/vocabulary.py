"""The public constants a release is described in: categories, facets, bands, regions."""

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from django.conf import settings

UNTOLD = ""
AMOUNT_UNTOLD = 0


@dataclass(frozen=True)
class CategoryTerms:
    """What may be told about the needs of one published category."""

    code: str
    axis: str
    facet: str
    title_fa: str
    title_en: str
    reference_rial: int
    sensitive: bool


@dataclass(frozen=True)
class Vocabulary:
    """Everything a release can say; the file `fixtures/published_vocabulary.json`."""

    categories: dict[str, CategoryTerms]
    facets: dict[str, str]
    band_edges_percent: tuple[int, ...]
    text: dict[str, Any]

    @property
    def bands(self) -> range:
        """0 is "amount not told"; then one band below each edge and one above the last."""
        return range(len(self.band_edges_percent) + 2)

    def facet_values(self, kind: str) -> list[str]:
        """The values of one kind of facet, the untold one first."""
        return [UNTOLD, *(code for code, its_kind in self.facets.items() if kind == its_kind)]

    def facet_cells(self, category: str) -> list[tuple[str, int]]:
        """Every facet and band a need of this category can fall into."""
        facets = self.facet_values(self.categories[category].facet)
        return list(product(facets, self.bands))

    def edges(self, category: str) -> list[int]:
        """Where the amount bands of a category meet, in rial."""
        reference = self.categories[category].reference_rial
        return [reference * percent // 100 for percent in self.band_edges_percent]

    def band_bounds(self, category: str, band: int) -> tuple[int, int | None]:
        """Lower and upper bound of a band in rial; the last has no upper bound."""
        if band == AMOUNT_UNTOLD:
            return 0, None
        edges = [0, *self.edges(category)]
        return edges[band - 1], edges[band] if band < len(edges) else None


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary on file."""
    path = Path(settings.BASE_DIR) / "fixtures" / "published_vocabulary.json"
    text = json.loads(path.read_text(encoding="utf-8"))
    return Vocabulary(
        categories={row["code"]: CategoryTerms(**row) for row in text["categories"]},
        facets={row["code"]: row["kind"] for row in text["facets"]},
        band_edges_percent=tuple(text["band_edges_percent"]),
        text=text,
    )
