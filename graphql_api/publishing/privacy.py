"""What several releases together tell about one family, in one number.

A release loses at most ±ε on its list (two points, one per direction) and a Gaussian amount
on its statistics.  Losses add up over releases, so the sum is a mixture of Gaussians with one
common variance, and its hockey-stick divergence has a closed form.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import erfc, exp, sqrt

DELTA_PER_RELEASE = 1.5e-7  # list and statistics together
ROUND = 9
BISECTIONS = 60


@dataclass(frozen=True)
class Spent:
    """The price of one release; `delta` is the chance that its list alone costs more."""

    epsilon: float
    delta: float
    rho: float


def list_losses(releases: Iterable[Spent]) -> dict[float, float]:
    """Every total loss the lists can reach, with its probability."""
    totals = {0.0: 1.0}
    for spent in releases:
        gain = 1 / (1 + exp(-spent.epsilon))
        after: dict[float, float] = defaultdict(float)
        for loss, weight in totals.items():
            after[round(loss + spent.epsilon, ROUND)] += weight * gain
            after[round(loss - spent.epsilon, ROUND)] += weight * (1 - gain)
        totals = after
    return totals


def _above(x: float) -> float:
    """Probability that a standard normal lies above x."""
    return erfc(x / sqrt(2)) / 2


def delta_at(epsilon: float, losses: dict[float, float], rho: float) -> float:
    """Hockey-stick divergence of the composed loss at ε; losses beyond a Gaussian of ρ."""
    spread = sqrt(2 * rho)
    total = 0.0
    for loss, weight in losses.items():
        rest = epsilon - loss
        beyond = _above((rest - rho) / spread) - exp(rest) * _above((rest + rho) / spread)
        total += weight * beyond
    return total


def compose(releases: list[Spent]) -> float:
    """The ε that all these releases together stay under, but for `DELTA_PER_RELEASE` each."""
    if not releases:
        return 0.0
    losses, rho = list_losses(releases), sum(spent.rho for spent in releases)
    allowed = sum(DELTA_PER_RELEASE - spent.delta for spent in releases)
    low, high = 0.0, sum(spent.epsilon for spent in releases) + rho + 10 * sqrt(2 * rho) + 1
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        if delta_at(middle, losses, rho) > allowed:
            low = middle
        else:
            high = middle
    return high
