"""A generalised additive model: every feature has a straight line and a smooth bend of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

import numpy as np
from scipy.linalg import solve

from app.learning.family_scale import VOICE
from app.learning.standardised import Standardised, shares

CENTRES = np.array([-3.75, -2.25, -0.75, 0.75, 2.25, 3.75])  # standard deviations
STEP = 1.5
BEND = 0.5             # how loud a bend may be beside its line
PENALTY = 0.6 * VOICE  # a family


class SplineGam(Standardised):
    """Least squares like the ridge, with six quadratic B-splines a feature beside its line, so that "too little" and "too much" can both
    speak for a recapture.  Additive: what each feature adds depends on that feature alone.
    Source: Eilers and Marx, Statistical Science 11(2), 1996; the columns are those of scikit-learn's SplineTransformer.
    """

    additive = True

    def fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
            family: np.ndarray, seed: int, whole: np.ndarray | None = None) -> Self:
        """See Candidate.fit.  There is nothing random in it."""
        self._learn_scale(features, family, whole)
        clipped, share = self._clipped(features), shares(weight, source, truth, whole)
        target = np.where(truth, 1.0, -1.0)
        level = float(share @ target / share.sum())
        kernel = np.zeros((len(clipped), len(clipped)))
        centres = [share @ columns / share.sum() for columns in self._columns(clipped)]
        for columns, centre in zip(self._columns(clipped), centres, strict=True):
            kernel += (columns - centre) @ (columns - centre).T
        kernel[np.diag_indices_from(kernel)] += PENALTY * len(np.unique(family)) / share
        dual = solve(kernel, target - level, assume_a="pos")
        pairs = zip(self._columns(clipped), centres, strict=True)
        self.coefficients_ = np.array([(columns - centre).T @ dual for columns, centre in pairs])
        # told from the average photograph, like everything that the other candidates add
        self.average_ = np.array(list(self._columns(np.zeros(clipped.shape[1]))))
        self.intercept_ = level + float(((self.average_ - np.array(centres)) * self.coefficients_).sum())
        return self

    def decision(self, features: np.ndarray) -> np.ndarray:
        """See Candidate.decision; about -1 to 1."""
        parts, bias = self.contributions(features)
        return parts.sum(axis=1) + bias

    def contributions(self, features: np.ndarray) -> tuple[np.ndarray, float]:
        """Line and bend of each feature: exact."""
        parts = np.zeros(features.shape)
        columns_of = self._columns(self._clipped(features))
        for columns, average, coefficients in zip(columns_of, self.average_, self.coefficients_, strict=True):
            parts += (columns - average) * coefficients
        return parts, self.intercept_

    def _columns(self, clipped: np.ndarray) -> Iterator[np.ndarray]:
        """The line of every feature, then each of its splines, shaped like clipped, one at a time."""
        yield clipped * self.scale_
        for centre in CENTRES:
            yield quadratic_spline((clipped - centre) / STEP) * (BEND * self.scale_)


def quadratic_spline(at: np.ndarray) -> np.ndarray:
    """The cardinal quadratic B-spline around 0: 0.75 there, 0 from 1.5 on."""
    away = np.abs(at)
    return np.where(away < 0.5, 0.75 - away ** 2, 0.5 * np.maximum(1.5 - away, 0) ** 2)
