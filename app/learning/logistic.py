"""Logistic regression on standardised, clipped features."""

from __future__ import annotations

from typing import Self

import numpy as np
from sklearn.linear_model import LogisticRegression

from app.learning.standardised import Standardised, shares

STRENGTH = 0.02


class Logistic(Standardised):
    """Strongly regularised (C = 0.02), because there are hundreds of features and what must transfer is common to many sources.

    Every family enters with the same total variance, so that the penalty asks the same of each, and a photograph counts as its weight over
    the square root of how many its source has of its label.
    """

    additive = True

    def fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
            family: np.ndarray, seed: int) -> Self:
        """See Candidate.fit.  A constant feature gets no say."""
        self._learn_scale(features, family)
        estimator = LogisticRegression(C=STRENGTH, max_iter=1000, random_state=seed)
        estimator.fit(self._standardised(features), truth, sample_weight=shares(weight, source, truth))
        self.estimator_ = estimator
        return self

    def decision(self, features: np.ndarray) -> np.ndarray:
        """See Candidate.decision."""
        return self._standardised(features) @ self.estimator_.coef_[0] + self.estimator_.intercept_[0]

    def contributions(self, features: np.ndarray) -> tuple[np.ndarray, float]:
        """Coefficient times standardised, clipped value: exact."""
        return self._standardised(features) * self.estimator_.coef_[0], float(self.estimator_.intercept_[0])
