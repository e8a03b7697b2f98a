"""Whether a photograph's features lie among those that the model was fitted on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh

from app.learning.family_scale import family_scale

COMPONENTS = 64
LIMIT = 8.0  # standard deviations
PERCENTILE = 99.0


@dataclass(frozen=True)
class DomainCheck:
    """mean, scale: (d,) to standardise with.  axes: (d, k) principal axes.  spread: (k,) variance along them.  rest: variance off them.

    edge : the distance at which distances() is 1.
    """

    mean: np.ndarray
    scale: np.ndarray
    axes: np.ndarray
    spread: np.ndarray
    rest: float
    edge: float

    def distances(self, features: np.ndarray) -> np.ndarray:
        """(n,) float64, at least 0; above 1 is out of domain.

        Mean squared deviation along the principal axes, plus squared deviation off them, each against the labelled photographs'.  The
        second notices what the labelled photographs never varied in.
        """
        centred = np.clip((features - self.mean) / self.scale, -LIMIT, LIMIT)
        along = centred @ self.axes
        off = np.maximum((centred ** 2).sum(axis=1) - (along ** 2).sum(axis=1), 0)
        return np.sqrt((along ** 2 / self.spread).mean(axis=1) + off / self.rest) / self.edge


def fit_domain_check(features: np.ndarray, family: np.ndarray) -> DomainCheck:
    """The edge is the 99th percentile of the labelled photographs' own distances.

    features : (n, d) float32, n at least 1.  family : (d,) str; every family counts the same.
    """
    mean = features.mean(axis=0, dtype=np.float64)
    deviation = features.std(axis=0, dtype=np.float64)
    scale = np.where(deviation > 1e-9, deviation, 1e-3 * np.maximum(np.abs(mean), 1e-3)) / family_scale(family)
    centred = np.clip((features - mean) / scale, -LIMIT, LIMIT)
    count = max(1, min(COMPONENTS, len(features) // 8, features.shape[1]))
    covariance, width = centred.T @ centred / len(features), features.shape[1]
    variance, axes = eigh(covariance, subset_by_index=(width - count, width - 1))
    rest = max(float(np.trace(covariance) - variance.sum()), 1e-6)
    check = DomainCheck(mean, scale, axes, np.maximum(variance, 1e-6), rest, 1.0)
    edge = float(np.percentile(check.distances(features), PERCENTILE))
    return DomainCheck(mean, scale, axes, check.spread, rest, max(edge, 1e-6))
