"""Whether new photographs are like those that a model was fitted on: PSI and the Kolmogorov-Smirnov test, feature by feature."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import kolmogorov

from app.learning.summaries import Summaries

BINS = 10
FALSE_ALARMS = 0.05   # of the features called moved, at most this share is chance
LARGE_PSI = 0.2       # beyond what chance gives; the usual mark of a large change


@dataclass(frozen=True)
class Drift:
    """One row a feature.  psi: (d,) beyond what chance alone gives.  distance: (d,) KS.  chance: (d,) p, adjusted.  n: new photographs."""

    psi: np.ndarray
    distance: np.ndarray
    chance: np.ndarray
    n: int

    @property
    def moved(self) -> np.ndarray:
        """(d,) bool: certainly another distribution, and by much."""
        return (self.chance < FALSE_ALARMS) & (self.psi >= LARGE_PSI)


def feature_drift(features: np.ndarray, summaries: Summaries, second_share: float) -> Drift:
    """features : (n, d) float, n at least 1.  second_share : of the second label among them, so that more of it alone is no drift.

    The model keeps percentiles of each label, so distances are looked at there only: they are lower bounds, good to 0.01.
    Source of the adjustment: Benjamini and Hochberg, J. R. Stat. Soc. B 57(1), 1995; features of a family rise and fall together, for
    which it holds.
    """
    share, fitted_on = np.array([1 - second_share, second_share]), int(summaries.n.sum())
    ordered = np.sort(np.asarray(features, dtype=np.float64), axis=0)
    quantiles = summaries.quantiles.astype(np.float64)
    found = [_feature(ordered[:, place], quantiles[:, place], share, fitted_on) for place in range(ordered.shape[1])]
    psi, distance = (np.array(values) for values in zip(*found, strict=True))
    return Drift(psi, distance, adjusted(_chance(distance, len(ordered), fitted_on)), len(ordered))


def counted_drift(expected: np.ndarray, counted: np.ndarray) -> tuple[float, float, float]:
    """(PSI beyond chance, KS distance, p) of two histograms over the same bins, in order: photographs fitted on, and new ones."""
    n, fitted_on = int(counted.sum()), int(expected.sum())
    gap = np.abs(np.cumsum(expected / fitted_on - counted / n))
    distance = float(gap.max())
    return _psi(expected / fitted_on, counted, fitted_on), distance, float(_chance(np.array([distance]), n, fitted_on)[0])


def adjusted(chance: np.ndarray) -> np.ndarray:
    """p values after Benjamini and Hochberg: calling everything below 0.05 a finding, 5 % of the findings are chance."""
    order = np.argsort(chance)
    scaled = chance[order] * len(chance) / np.arange(1, len(chance) + 1)
    made = np.empty(len(chance))
    made[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return made


def _feature(new: np.ndarray, quantiles: np.ndarray, share: np.ndarray, fitted_on: int) -> tuple[float, float]:
    grid = np.unique(quantiles)
    below = share @ np.stack([_below(grid, one) for one in quantiles])
    distance = float(np.abs(np.searchsorted(new, grid, "right") / len(new) - below).max())
    edges = np.unique(grid[np.minimum(np.searchsorted(below, np.arange(1, BINS) / BINS), len(grid) - 1)])
    expected = np.diff(share @ np.stack([_below(edges, one) for one in quantiles]), prepend=0.0, append=1.0)
    counted = np.diff(np.searchsorted(new, edges, "right"), prepend=0, append=len(new))
    return _psi(expected, counted, fitted_on), distance


def _below(points: np.ndarray, quantiles: np.ndarray) -> np.ndarray:
    """The share of a label at or below each point, from its 101 percentiles."""
    place = np.searchsorted(quantiles, points, "right")
    before, after = quantiles[np.maximum(place - 1, 0)], quantiles[np.minimum(place, len(quantiles) - 1)]
    inside = np.divide(points - before, after - before, out=np.zeros(len(points)), where=after > before)
    return np.clip((place - 1 + inside) / (len(quantiles) - 1), 0.0, 1.0)


def _psi(expected: np.ndarray, counted: np.ndarray, fitted_on: int) -> float:
    """Half a photograph is added to each bin, so that an empty one is not infinite; what chance gives on average is taken off."""
    bins, n = len(counted), int(counted.sum())
    was = (expected * fitted_on + 0.5) / (fitted_on + 0.5 * bins)
    now = (counted + 0.5) / (n + 0.5 * bins)
    return float(((now - was) * np.log(now / was)).sum() - (bins - 1) * (1 / n + 1 / fitted_on))


def _chance(distance: np.ndarray, n: int, fitted_on: int) -> np.ndarray:
    return kolmogorov(distance * np.sqrt(n * fitted_on / (n + fitted_on)))
