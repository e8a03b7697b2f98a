"""Features as deviations from their mean, clipped, with one equal voice for each family: what most candidates begin with."""

from __future__ import annotations

import numpy as np

from app.learning.family_scale import family_scale

LIMIT = 3.0  # standard deviations: one wild feature of a strange photograph must not outvote hundreds


class Standardised:
    """mean_, deviation_, scale_: (d,) float64, learned by `_learn_scale`; a constant feature has an infinite deviation and so no say."""

    mean_: np.ndarray
    deviation_: np.ndarray
    scale_: np.ndarray

    def _learn_scale(self, features: np.ndarray, family: np.ndarray, whole: np.ndarray | None) -> None:
        seen = features if whole is None else features[whole]
        self.mean_ = seen.mean(axis=0, dtype=np.float64)
        deviation = seen.std(axis=0, dtype=np.float64)
        self.deviation_ = np.where(deviation > 1e-9, deviation, np.inf)
        self.scale_ = family_scale(family)

    def _clipped(self, features: np.ndarray) -> np.ndarray:
        return np.clip((features - self.mean_) / self.deviation_, -LIMIT, LIMIT)

    def _standardised(self, features: np.ndarray) -> np.ndarray:
        return self._clipped(features) * self.scale_


class Linear(Standardised):
    """coefficients_ (d,) and intercept_ over standardised, clipped features: exactly additive."""

    additive = True
    coefficients_: np.ndarray
    intercept_: float

    @property
    def line(self) -> tuple[np.ndarray, float]:
        """Coefficients (d,) of the standardised features, and the intercept."""
        return self.coefficients_, self.intercept_

    def decision(self, features: np.ndarray) -> np.ndarray:
        """See Candidate.decision; about -1 to 1 where the fit was to -1 and 1."""
        return self._standardised(features) @ self.coefficients_ + self.intercept_

    def contributions(self, features: np.ndarray) -> tuple[np.ndarray, float]:
        """Coefficient times standardised, clipped value: exact."""
        return self._standardised(features) * self.coefficients_, self.intercept_


def evened_out(source: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """One over the square root of the size of each photograph's source and label: (n,) float64."""
    _, place = np.unique(source, return_inverse=True)
    both = place * 2 + truth
    return 1 / np.sqrt(np.bincount(both)[both])


def shares(weight: np.ndarray, source: np.ndarray, truth: np.ndarray, whole: np.ndarray | None) -> np.ndarray:
    """How much each photograph counts, (n,) with mean 1 over whole ones: its weight, evened out over its source and label."""
    share = weight * evened_out(source, truth)
    return share / (share if whole is None else share[whole]).mean()
