"""One family, one voice: hundreds of features of one kind must not outvote a handful of another."""

from __future__ import annotations

import numpy as np

VOICE = 128.0  # total variance of each family, as if it had so many standardised features


def family_scale(family: np.ndarray) -> np.ndarray:
    """What standardised columns are multiplied with so that every family has the same total variance: (d,) float64.

    family : (d,) str, the family of each column; columns without one ("") are one family together.
    """
    names, place, counts = np.unique(family, return_inverse=True, return_counts=True)
    return np.sqrt(VOICE / counts[place]) if len(names) else np.empty(0)
