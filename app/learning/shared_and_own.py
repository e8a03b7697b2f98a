"""Ridge regression with a part that every source shares and a part that is a source's own, in closed form.

A row's target is shared · row + level + own_of_its_source · row + noise, with shared ~ N(0, 1), own ~ N(0, `own`) and noise of variance
1 / precision.  What a source brings to the shared part is one small matrix, so that a fit without a source is a subtraction.
Source: Evgeniou and Pontil, Regularized multi-task learning, KDD 2004; Henderson, Biometrics 31(2), 1975 (mixed models).
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.linalg.lapack import dpotri


def part_of_source(table: np.ndarray, precision: np.ndarray, own: float) -> np.ndarray:
    """What one source brings: (d + 2, d + 2), the products of the table's columns once its own coefficients are integrated out.

    table : (n, d + 2) float64, the standardised features, a column of ones, and the target.  precision : (n,) > 0.  own : variance.
    """
    width = table.shape[1] - 2
    if not len(table):
        return np.zeros((width + 2, width + 2))
    if len(table) > width:
        return reduced(gram(table, precision), own)
    covariance = own * table[:, :width] @ table[:, :width].T
    covariance[np.diag_indices_from(covariance)] += 1 / precision
    lower, _ = cho_factor(covariance, lower=True, check_finite=False)
    half = solve_triangular(lower, table, lower=True, check_finite=False)
    return half.T @ half


def gram(table: np.ndarray, precision: np.ndarray) -> np.ndarray:
    """Weighted products of all columns, (k, k)."""
    half = table * np.sqrt(precision)[:, None]
    return half.T @ half


def shared_of(parts: np.ndarray) -> np.ndarray:
    """(d + 1,): the shared coefficients and the level, from the sum of the sources' parts (or grams: then nothing is anybody's own)."""
    width = len(parts) - 2
    system = parts[:width + 1, :width + 1].copy()
    system[np.arange(width), np.arange(width)] += 1.0
    system[width, width] += 1e-9
    return cho_solve(cho_factor(system, check_finite=False), parts[:width + 1, width + 1])


def own_of(part: np.ndarray, shared: np.ndarray, own: float) -> np.ndarray:
    """(d,): a source's own coefficients, given its part and the shared ones."""
    width = len(part) - 2
    return own * (part[:width, width + 1] - part[:width, :width + 1] @ shared)


def reduced(products: np.ndarray, own: float) -> np.ndarray:
    """part_of_source from a source's gram: cheaper where there are more rows than columns, and grams can be subtracted.

    With G the gram of the features and c = 1 / own, G - G (G + c)^-1 G = c - c^2 (G + c)^-1, and one inverse is quicker than the products.
    """
    width, c = len(products) - 2, 1 / own
    features, rest = products[:width, :width], products[:width, width:]
    inverse = _inverse(features + np.diag(np.full(width, c)))
    solved = inverse @ rest
    part = products.copy()
    part[:width, :width] = -c * c * inverse
    part[np.arange(width), np.arange(width)] += c
    part[:width, width:], part[width:, :width] = c * solved, c * solved.T
    part[width:, width:] -= rest.T @ solved
    return part


def _inverse(system: np.ndarray) -> np.ndarray:
    """Of a symmetric, positive definite matrix."""
    factor, _ = cho_factor(system, lower=True, overwrite_a=True, check_finite=False)
    inverse, _ = dpotri(factor, lower=1, overwrite_c=1)
    lower = np.tril(inverse)
    return lower + np.tril(inverse, -1).T
