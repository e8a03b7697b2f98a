"""Numbers that a photograph does not have, such as those of its face where there is none: NaN, and so without a say."""

from __future__ import annotations

import numpy as np


def typical(features: np.ndarray) -> np.ndarray:
    """The mean of each column over the photographs that have it, 0 where none has: (d,) float64.  features : (n, d), NaN where missing."""
    there = np.isfinite(features)
    return np.where(there, features, 0).sum(axis=0, dtype=np.float64) / np.maximum(there.sum(axis=0), 1)


def filled(features: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """The features with what is usual, (d,), where they are NaN; the very same array where nothing is missing.

    A value that is exactly the mean of the labelled photographs contributes exactly nothing to an additive model.
    """
    missing = np.isnan(features)
    return np.where(missing, usual, features) if missing.any() else features
