"""95 % intervals of a statistic over photographs: photographs are drawn again and again, by the pattern of their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

DRAWS = 2000


@dataclass(frozen=True)
class Estimate:
    """value, low, high: None where the statistic, or its interval, is undefined.  n: photographs."""

    value: float | None
    low: float | None
    high: float | None
    n: int


def estimate(statistic: Callable[[np.ndarray], np.ndarray], photos: np.ndarray, seed: int = 0, draws: int = DRAWS) -> Estimate:
    """The statistic of all photographs, with the 2.5 and 97.5 percentiles of its draws.

    statistic : weights (draws, m) -> (draws,).  photos : (m,) int, photographs of each pattern.  Drawing n photographs of n with
    replacement is drawing from the multinomial distribution of their patterns.  No interval where a tenth of the draws is undefined.
    """
    n = int(photos.sum())
    if n == 0:
        return Estimate(None, None, None, 0)
    value = float(statistic(photos[None].astype(np.float64))[0])
    if not np.isfinite(value):
        return Estimate(None, None, None, n)
    drawn = statistic(np.random.default_rng(seed).multinomial(n, photos / n, size=draws).astype(np.float64))
    known = drawn[np.isfinite(drawn)]
    if n < 2 or len(known) < 0.9 * draws:
        return Estimate(value, None, None, n)
    low, high = np.percentile(known, [2.5, 97.5])
    return Estimate(value, float(low), float(high), n)
