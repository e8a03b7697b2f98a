"""Krippendorff's alpha for answers without an order: any number of readers, any of them missing."""

from __future__ import annotations

import numpy as np


def krippendorff_alpha(weights: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """(draws,) float64, 1 for full agreement, 0 for chance; NaN where all gave one answer.

    weights : (draws, m).  counts : (m, k) int; photographs with one reader do not count.
    Source: Krippendorff, Content Analysis, 2nd ed. 2004, chapter 11 (nominal data).
    """
    readers = counts.sum(axis=1)
    weights, counts, readers = weights[:, readers >= 2], counts[readers >= 2], readers[readers >= 2]
    disagreed = weights @ ((counts * (readers[:, None] - counts)).sum(axis=1) / (readers - 1))
    given = weights @ counts.astype(np.float64)
    total = given.sum(axis=1)
    expected = (given * (total[:, None] - given)).sum(axis=1) / np.maximum(total - 1, 1)
    return 1 - np.divide(disagreed, expected, out=np.full(len(weights), np.nan), where=expected > 1e-12)
