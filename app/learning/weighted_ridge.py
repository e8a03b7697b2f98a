"""Weighted least squares with a penalty on the coefficients and none on the level, solved by whichever side is smaller."""

from __future__ import annotations

import numpy as np
from scipy.linalg import solve


def weighted_ridge(rows: np.ndarray, target: np.ndarray, share: np.ndarray, penalty: float) -> tuple[np.ndarray, float]:
    """Coefficients (d,) and the level that minimise sum(share * (target - rows @ c - level)^2) + penalty * |c|^2.

    rows : (n, d) float64.  target : (n,).  share : (n,) > 0.
    """
    centre, level = share @ rows / share.sum(), float(share @ target / share.sum())
    root = np.sqrt(share)
    scaled, wanted = (rows - centre) * root[:, None], (target - level) * root
    if len(rows) < rows.shape[1]:
        system = scaled @ scaled.T
        system[np.diag_indices_from(system)] += penalty
        coefficients = scaled.T @ solve(system, wanted, assume_a="pos")
    else:
        system = scaled.T @ scaled
        system[np.diag_indices_from(system)] += penalty
        coefficients = solve(system, scaled.T @ wanted, assume_a="pos")
    return coefficients, level - float(centre @ coefficients)
