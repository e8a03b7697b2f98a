"""How each feature is distributed by label in the labelled set: what the desk draws a photograph's value against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BINS = 24
PERCENTILES = np.arange(101.0)


@dataclass(frozen=True)
class Summaries:
    """edges: (d, 25).  shares: (2, d, 24), sum to 1; the outer bins hold what lies beyond.  quantiles: (2, d, 101).  n: (2,)."""

    edges: np.ndarray
    shares: np.ndarray
    quantiles: np.ndarray
    n: np.ndarray

    def of(self, feature: int, labels: tuple[str, ...]) -> dict:
        """{edges: [25], labels: {label: {n, shares: [24], quantiles: [101], at 0, 1 ... 100 %}}}, JSON-able."""
        return {"edges": self.edges[feature].tolist(), "labels": {label: {
            "n": int(self.n[side]), "shares": self.shares[side, feature].tolist(), "quantiles": self.quantiles[side, feature].tolist(),
        } for side, label in enumerate(labels)}}


def summarise(features: np.ndarray, truth: np.ndarray) -> Summaries:
    """Histograms between the 0.5 and 99.5 percentiles of all, and quantiles by label.  features: (n, d).  truth: (n,) bool."""
    low, high = np.percentile(features, [0.5, 99.5], axis=0).astype(np.float64)
    high = np.where(high > low, high, low + 1.0)
    edges = low[:, None] + (high - low)[:, None] * np.linspace(0, 1, BINS + 1)
    bins = np.clip(((features - low) / (high - low) * BINS).astype(np.int64), 0, BINS - 1)
    shares, quantiles = [], []
    for side in (False, True):
        rows = bins[truth == side]
        flat = rows + BINS * np.arange(features.shape[1])
        counts = np.bincount(flat.ravel(), minlength=BINS * features.shape[1]).reshape(-1, BINS)
        shares.append(counts / max(len(rows), 1))
        quantiles.append(np.percentile(features[truth == side], PERCENTILES, axis=0).T)
    n = np.array([(~truth).sum(), truth.sum()])
    return Summaries(edges, np.stack(shares).astype(np.float32), np.stack(quantiles).astype(np.float32), n)
