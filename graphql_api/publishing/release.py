"""The algorithm from the cube to what may be seen.  It touches no database."""

from collections import Counter
from dataclasses import dataclass

from graphql_api.publishing.breaker import Breaker, Census
from graphql_api.publishing.cube import CubeRow, Geography, Tables, count
from graphql_api.publishing.lots import DraftLot, LotCell, count_lots, draw
from graphql_api.publishing.profiles import Profile
from graphql_api.publishing.samplers import prf
from graphql_api.publishing.scheme import Forecast, Scheme, choose
from graphql_api.publishing.statistics import dominated, protect, withhold
from graphql_api.publishing.vocabulary import Vocabulary


@dataclass(frozen=True)
class Draft:
    """A release before it is stored.  `counted` stays inside: it is the truth."""

    tables: Tables
    scheme: Scheme
    lots: list[DraftLot]
    counted: Counter[LotCell]
    widened: int


def prepare(
    rows: list[CubeRow], geography: Geography, words: Vocabulary, profile: Profile, seed: bytes
) -> Draft:
    """Statistics, then the scheme from them alone, then lots, then the breaker."""
    noisy = protect(count(rows), geography, words, profile, seed)
    tables = withhold(noisy, geography, dominated(noisy, geography, words, profile))
    scheme = choose(tables, geography, words, profile)
    counted = count_lots(rows, scheme, geography)
    drafts = draw(counted, scheme, geography, profile, seed)
    ratio = Forecast(tables, words, profile).ratio
    lots = Breaker(drafts, Census(tables, geography, words), profile, ratio).run()
    kept = {lot.cell for lot in drafts} & {lot.cell for lot in lots}
    return Draft(tables, scheme, shuffled(lots, seed), counted, len(drafts) - len(kept))


def shuffled(lots: list[DraftLot], seed: bytes) -> list[DraftLot]:
    """Numbered at random, so that a number tells nothing."""
    return sorted(lots, key=lambda lot: prf(seed, f"order/{lot.cell.name}"))
