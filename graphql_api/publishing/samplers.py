"""Noise in exact integers: no floating point touches what is drawn.

Every draw is a function of the release's secret seed and of the name of the cell it is for,
so that an inspector who is given the seed gets the same release again.
"""

import hmac
from bisect import bisect_right
from decimal import Decimal, localcontext
from functools import lru_cache
from hashlib import sha256, sha512
from itertools import accumulate

LAPLACE_BITS = 128
DIGITS = 80  # decimal places while the table is computed; 128 bits need 39


def prf(seed: bytes, name: str) -> bytes:
    """32 bytes that nobody without the seed can tell from chance."""
    return hmac.new(seed, name.encode(), sha256).digest()


@lru_cache(maxsize=16)
def laplace_table(epsilon: Decimal, reach: int) -> tuple[int, ...]:
    """Cumulative weights, out of 2^128, of P(z) ∝ exp(-ε|z|) for z from -reach to reach."""
    with localcontext() as context:
        context.prec = DIGITS
        raw = [(-epsilon * abs(z)).exp() for z in range(-reach, reach + 1)]
        whole = sum(raw)
        weights = [int(weight / whole * 2**LAPLACE_BITS) for weight in raw]
    weights[reach] += 2**LAPLACE_BITS - sum(weights)  # what rounding lost goes to zero noise
    return tuple(accumulate(weights))


@lru_cache(maxsize=16)
def laplace_reach(epsilon: Decimal, delta: Decimal) -> int:
    """The smallest A for which a draw of exactly A is no likelier than delta."""
    with localcontext() as context:
        context.prec = DIGITS
        tail = whole = Decimal(1)
        reach = 0
        while tail / whole > delta:
            reach += 1
            tail = (-epsilon * reach).exp()
            whole += 2 * tail
    return reach


def truncated_laplace(seed: bytes, name: str, epsilon: Decimal, reach: int) -> int:
    """One draw between -reach and reach, looked up with 128 bits of the PRF."""
    bits = int.from_bytes(prf(seed, name)[: LAPLACE_BITS // 8], "big")
    return bisect_right(laplace_table(epsilon, reach), bits) - reach


class Chance:
    """An endless stream of random bits for one cell."""

    def __init__(self, seed: bytes, name: str) -> None:
        self.seed, self.name = seed, name
        self.block = self.pool = self.left = 0

    def bits(self, count: int) -> int:
        while self.left < count:
            label = f"{self.name}#{self.block}".encode()
            fresh = hmac.new(self.seed, label, sha512).digest()
            self.pool = self.pool << 512 | int.from_bytes(fresh, "big")
            self.block, self.left = self.block + 1, self.left + 512
        self.left -= count
        drawn = self.pool >> self.left
        self.pool &= (1 << self.left) - 1
        return drawn

    def below(self, limit: int) -> int:
        """A uniform integer from 0 up to, not including, the limit."""
        width = (limit - 1).bit_length()
        while True:
            drawn = self.bits(width)
            if drawn < limit:
                return drawn

    def happens(self, numerator: int, denominator: int) -> bool:
        """True with probability numerator/denominator."""
        return self.below(denominator) < numerator

    def decays(self, numerator: int, denominator: int) -> bool:
        """True with probability exp(-numerator/denominator)."""
        while numerator > denominator:
            if not self._decays_once(1, 1):
                return False
            numerator -= denominator
        return self._decays_once(numerator, denominator)

    def _decays_once(self, numerator: int, denominator: int) -> bool:
        step = 1
        while self.happens(numerator, denominator * step):
            step += 1
        return step % 2 == 1


def discrete_laplace(chance: Chance, scale: int) -> int:
    """P(z) ∝ exp(-|z|/scale), without bounds."""
    while True:
        rest = chance.below(scale)
        if not chance.decays(rest, scale):
            continue
        turns = 0
        while chance.decays(1, 1):
            turns += 1
        size, negative = rest + scale * turns, chance.bits(1)
        if size or not negative:
            return -size if negative else size


def discrete_gaussian(chance: Chance, sigma: int) -> int:
    """P(z) ∝ exp(-z²/2σ²): Canonne, Kamath and Steinke's rejection from the Laplace."""
    scale, variance = sigma + 1, sigma * sigma
    while True:
        drawn = discrete_laplace(chance, scale)
        miss = abs(drawn) * scale - variance
        if chance.decays(miss * miss, 2 * variance * scale * scale):
            return drawn
