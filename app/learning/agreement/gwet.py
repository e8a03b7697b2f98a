"""Gwet's AC1: agreement beyond chance that rare answers do not push down."""

from __future__ import annotations

import numpy as np


def gwet_ac1(weights: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """(draws,) float64, 1 for full agreement, 0 for chance; NaN where no photograph has two readers.

    weights : (draws, m).  counts : (m, k) int, k at least 2; photographs with one reader count for the prevalence only.
    Source: Gwet, Br. J. Math. Stat. Psychol. 61(1), 2008; missing answers as in Gwet, Handbook of Inter-Rater Reliability, 4th ed. 2014.
    """
    readers = counts.sum(axis=1)
    several = readers >= 2
    pairs = np.where(several, readers * (readers - 1), 1)
    photos, shared = weights[:, readers >= 1].sum(axis=1), weights[:, several].sum(axis=1)
    agreed = _share(weights @ np.where(several, (counts * (counts - 1)).sum(axis=1) / pairs, 0.0), shared)
    prevalence = _share(weights @ (counts / np.maximum(readers, 1)[:, None]), photos[:, None])
    expected = (prevalence * (1 - prevalence)).sum(axis=1) / (counts.shape[1] - 1)
    return (agreed - expected) / (1 - expected)


def _share(over: np.ndarray, under: np.ndarray) -> np.ndarray:
    return np.divide(over, under, out=np.full(over.shape, np.nan), where=np.broadcast_to(under, over.shape) > 0)
