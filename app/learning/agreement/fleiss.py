"""Fleiss' kappa: the same number of readers on every photograph, whoever they were."""

from __future__ import annotations

import numpy as np


def fleiss_kappa(weights: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """(draws,) float64, 1 for full agreement, 0 for chance; NaN where all gave one answer.

    weights : (draws, m).  counts : (m, k) int, every row with the same sum of at least 2.  Raises ValueError for rows of unequal sums.
    Source: Fleiss, Psychol. Bull. 76(5), 1971.
    """
    readers = counts.sum(axis=1)
    if len(set(readers.tolist())) > 1 or readers[0] < 2:
        raise ValueError("Fleiss' kappa takes the same number of readers, at least 2, for every photograph")
    n = readers[0]
    photos = weights.sum(axis=1)
    agreed = weights @ ((counts * (counts - 1)).sum(axis=1) / (n * (n - 1))) / photos
    expected = ((weights @ counts / (photos * n)[:, None]) ** 2).sum(axis=1)
    return np.divide(agreed - expected, 1 - expected, out=np.full(len(weights), np.nan), where=1 - expected > 1e-12)
