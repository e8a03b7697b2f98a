"""Logistic regression on standardised, clipped features."""

from __future__ import annotations

from typing import Self

import numpy as np
from sklearn.linear_model import LogisticRegression

from app.learning.family_scale import family_scale

STRENGTH = 0.02
LIMIT = 4.0  # standard deviations: one wild feature of a strange photograph must not outvote hundreds


class Logistic:
    """Strongly regularised (C = 0.02), because there are hundreds of features and what must transfer is common to many sources.

    Every family enters with the same total variance, so that the penalty asks the same of each.
    """

    additive = True

    def fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
            family: np.ndarray, seed: int) -> Self:
        """See Candidate.fit.  A constant feature gets no say."""
        self.mean_ = features.mean(axis=0, dtype=np.float64)
        deviation = features.std(axis=0, dtype=np.float64)
        self.deviation_ = np.where(deviation > 1e-9, deviation, np.inf)
        self.scale_ = family_scale(family)
        estimator = LogisticRegression(C=STRENGTH, max_iter=1000, random_state=seed)
        estimator.fit(self._standardised(features), truth, sample_weight=weight * len(weight) / weight.sum())
        self.estimator_ = estimator
        return self

    def decision(self, features: np.ndarray) -> np.ndarray:
        """See Candidate.decision."""
        return self._standardised(features) @ self.estimator_.coef_[0] + self.estimator_.intercept_[0]

    def contributions(self, features: np.ndarray) -> tuple[np.ndarray, float]:
        """Coefficient times standardised, clipped value: exact."""
        return self._standardised(features) * self.estimator_.coef_[0], float(self.estimator_.intercept_[0])

    def _standardised(self, features: np.ndarray) -> np.ndarray:
        return np.clip((features - self.mean_) / self.deviation_, -LIMIT, LIMIT) * self.scale_
