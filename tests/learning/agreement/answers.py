"""Made-up answers of readers, and the counts that the statistics take."""

from __future__ import annotations

import numpy as np


def answers(seed: int, photos: int, readers: int, kinds: int, missing: float = 0.0) -> np.ndarray:
    """(photos, readers) float of 0 to kinds - 1, NaN where a reader gave none; photographs that nobody answered are left out."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(kinds, size=photos)
    given = np.where(rng.random((photos, readers)) < 0.7, truth[:, None], rng.integers(kinds, size=(photos, readers))).astype(float)
    given[rng.random((photos, readers)) < missing] = np.nan
    return given[~np.isnan(given).all(axis=1)]


def counted(given: np.ndarray, kinds: int) -> np.ndarray:
    """(photos, kinds) int: how many readers gave each answer."""
    return np.stack([(given == kind).sum(axis=1) for kind in range(kinds)], axis=1)


def once(counts: np.ndarray) -> np.ndarray:
    """Weights of one draw that counts every photograph once."""
    return np.ones((1, len(counts)))
