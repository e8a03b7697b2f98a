"""Whether a photograph's features lie among those that the model was fitted on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.decomposition import PCA

COMPONENTS = 24
NEIGHBOURS = 5
LIMIT = 6.0
PERCENTILE = 99.0


@dataclass(frozen=True)
class DomainCheck:
    """mean, scale: (d,).  axes: (d, k), unit variance after projection.  known: (m, k) float32, the labelled photographs.  edge: distance.

    Distances are to the fifth nearest labelled photograph, over the edge: at most 1 inside the domain.
    """

    mean: np.ndarray
    scale: np.ndarray
    axes: np.ndarray
    known: np.ndarray
    edge: float

    def distances(self, features: np.ndarray) -> np.ndarray:
        """(n,) float64, at least 0; above 1 is out of domain."""
        return _nearest(self._projected(features), self.known, min(NEIGHBOURS, len(self.known))) / self.edge

    def _projected(self, features: np.ndarray) -> np.ndarray:
        return (np.clip((features - self.mean) / self.scale, -LIMIT, LIMIT) @ self.axes).astype(np.float32)


def fit_domain_check(features: np.ndarray, group: np.ndarray) -> DomainCheck:
    """The edge is the 99th percentile of the labelled photographs' own distances to photographs of other groups.

    features : (n, d) float32.  group : (n,) str.
    """
    mean = features.mean(axis=0, dtype=np.float64)
    deviation = features.std(axis=0, dtype=np.float64)
    scale = np.where(deviation > 1e-9, deviation, np.inf)
    standardised = np.clip((features - mean) / scale, -LIMIT, LIMIT)
    pca = PCA(n_components=min(COMPONENTS, *standardised.shape), random_state=0)
    axes = (pca.fit(standardised).components_ / np.sqrt(np.maximum(pca.explained_variance_, 1e-9))[:, None]).T
    known = (standardised @ axes).astype(np.float32)
    own = _nearest(known, known, min(NEIGHBOURS, max(len(known) - 1, 1)), group)
    finite = own[np.isfinite(own)]
    edge = float(np.percentile(finite, PERCENTILE)) if len(finite) else 1.0
    return DomainCheck(mean, scale, axes, known, max(edge, 1e-6))


def _nearest(points: np.ndarray, known: np.ndarray, neighbour: int, group: np.ndarray | None = None, rows: int = 512) -> np.ndarray:
    """Distance of each point to its n-th nearest known point; with groups, points are the known ones and their own group is passed over."""
    squares = (known ** 2).sum(axis=1)
    nearest = []
    for top in range(0, len(points), rows):
        block = points[top:top + rows]
        distance = np.maximum((block ** 2).sum(axis=1)[:, None] + squares - 2 * block @ known.T, 0).astype(np.float64)
        if group is not None:
            distance[group[top:top + rows, None] == group] = np.inf
        nearest.append(np.sqrt(np.partition(distance, neighbour - 1, axis=1)[:, neighbour - 1]))
    return np.concatenate(nearest) if nearest else np.empty(0)
