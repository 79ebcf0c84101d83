"""The checksum of a release: of every published number, in one order."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from graphql_api.models import Lot, Release, StatisticCell


def checksum(release: Release, lots: Iterable[Lot], cells: Iterable[StatisticCell]) -> str:
    """SHA-256 over the release's terms, its lots and its statistics, one JSON line each."""
    digest = hashlib.sha256()
    for line in (
        [release.number, release.period, release.profile, release.parameters, release.scheme],
        *map(lot_line, lots),
        *map(cell_line, cells),
    ):
        digest.update(json.dumps(line, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


def stored_checksum(release: Release) -> str:
    """The same, from what stands in the published store."""
    return checksum(
        release,
        release.lots.select_related("place").order_by("number"),
        release.statistics.select_related("place").order_by("id"),
    )


def lot_line(lot: Lot) -> list[Any]:
    return [
        lot.number,
        lot.category,
        lot.place.level,
        lot.place.code,
        lot.provinces,
        lot.facet,
        lot.amount_band,
        lot.amount_lower,
        lot.amount_upper,
        lot.places,
    ]


def cell_line(cell: StatisticCell) -> list[Any]:
    place = [cell.place.level, cell.place.code] if cell.place else None
    return [cell.table, cell.category, place, cell.facet, cell.amount_band, cell.estimate]
