"""How much is told, and at what price: the three profiles a release can be made under."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from graphql_api.publishing.privacy import Spent
from graphql_api.publishing.samplers import LAPLACE_BITS, laplace_reach, laplace_table

NEEDS_PER_FAMILY = 3  # most needs of one family that count in the statistics
L2_SQUARED = 3 * NEEDS_PER_FAMILY + 1  # three tables of needs, one of families
YEARLY_CAP = 5.0
MARGIN = Decimal("1.96")


@dataclass(frozen=True)
class Profile:
    """The parameters of a release; all of them are published with it."""

    name: str
    k: int
    epsilon: Decimal
    sigma: int
    delta: Decimal = Decimal("1e-7")
    alpha: float = 0.6
    coverage_percent: int = 85

    @property
    def reach(self) -> int:
        """Largest noise on a lot (A)."""
        return laplace_reach(self.epsilon, self.delta)

    @property
    def fits(self) -> int:
        """A lot predicted at this size is published almost surely."""
        return self.k + self.reach + 1

    @property
    def threshold(self) -> int:
        """Statistics below three standard deviations are not shown."""
        return 3 * self.sigma

    @property
    def margin(self) -> int:
        """Half the width of the 95 % interval of every statistic, rounded up."""
        return ceil(MARGIN * self.sigma)

    @property
    def price(self) -> Spent:
        """What one release under this profile spends."""
        edge = laplace_table(self.epsilon, self.reach)[0] / 2**LAPLACE_BITS
        return Spent(float(self.epsilon), edge, L2_SQUARED / (2 * self.sigma**2))

    def published(self) -> dict[str, object]:
        """The parameters as they stand in the release."""
        return {
            "profile": self.name,
            "k": self.k,
            "listEpsilon": str(self.epsilon),
            "listDelta": str(self.delta),
            "noiseBound": self.reach,
            "sigma": self.sigma,
            "threshold": self.threshold,
            "margin": self.margin,
            "alpha": self.alpha,
            "coveragePercent": self.coverage_percent,
            "needsPerFamily": NEEDS_PER_FAMILY,
        }


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("strict", k=10, epsilon=Decimal("0.25"), sigma=18),
        Profile("standard", k=10, epsilon=Decimal("0.5"), sigma=12),
        Profile("small", k=5, epsilon=Decimal(1), sigma=9),
    )
}
