"""d′: how far apart the two kinds of photographs are to somebody, whatever they tend to answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from app.services.share import Z

NORMAL = NormalDist()


@dataclass(frozen=True)
class DPrime:
    """value: 0 is guessing, 1 is 69 % right without a bias, 3 is 93 %.  low, high: its 95 % interval."""

    value: float
    low: float
    high: float


def d_prime(hits: int, positives: int, false_alarms: int, negatives: int) -> DPrime | None:
    """None unless there are photos of both kinds.

    Log-linear correction (half a hit and half a false alarm on one photo more of each kind), so that a perfect hand stays finite.
    The interval is the normal one of Gourevitch and Galanter; with few photos it is wide, and says so.
    Sources: Hautus, Behav. Res. Methods 27, 1995; Gourevitch & Galanter, Psychometrika 32, 1967.
    """
    if not positives or not negatives:
        return None
    value = variance = 0.0
    for count, n, sign in ((hits, positives, 1), (false_alarms, negatives, -1)):
        rate = (count + 0.5) / (n + 1)
        z = NORMAL.inv_cdf(rate)
        value += sign * z
        variance += rate * (1 - rate) / ((n + 1) * NORMAL.pdf(z) ** 2)
    half = Z * math.sqrt(variance)
    return DPrime(value, value - half, value + half)
