"""One family, one voice: hundreds of features of one kind must not outvote a handful of another."""

from __future__ import annotations

import numpy as np


def family_scale(family: np.ndarray) -> np.ndarray:
    """What standardised columns are multiplied with so that every family has the same total variance: (d,) float64, mean square 1.

    family : (d,) str, the family of each column; columns without one ("") are one family together.
    """
    names, place, counts = np.unique(family, return_inverse=True, return_counts=True)
    return np.sqrt(len(family) / len(names) / counts[place]) if len(family) else np.empty(0)
