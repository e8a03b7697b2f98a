"""How much each photograph counts when a model is fitted."""

from __future__ import annotations

import numpy as np


def fitting_weights(weight: np.ndarray, source: np.ndarray) -> np.ndarray:
    """The given weights times one over the square root of the source's size, mean 1: (n,) float64.

    Large sources count more than small ones, but do not drown them.
    """
    names, place, counts = np.unique(source, return_inverse=True, return_counts=True)
    weights = weight / np.sqrt(counts[place])
    return weights * len(weights) / weights.sum()
