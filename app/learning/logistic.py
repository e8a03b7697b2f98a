"""Logistic regression on standardised, clipped features."""

from __future__ import annotations

from typing import Self

import numpy as np
from sklearn.linear_model import LogisticRegression

from app.learning.standardised import Linear, shares

STRENGTH = 0.02


class Logistic(Linear):
    """Strongly regularised (C = 0.02), because there are hundreds of features and what must transfer is common to many sources.

    Every family enters with the same total variance, so that the penalty asks the same of each.  A photograph counts as its weight over the
    square root of how many its source has of its label.
    """

    def fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
            family: np.ndarray, seed: int, whole: np.ndarray | None = None) -> Self:
        """See Candidate.fit.  A constant feature gets no say."""
        self._learn_scale(features, family, whole)
        estimator = LogisticRegression(C=STRENGTH, max_iter=1000, random_state=seed)
        estimator.fit(self._standardised(features), truth, sample_weight=shares(weight, source, truth, whole))
        self.coefficients_, self.intercept_ = estimator.coef_[0], float(estimator.intercept_[0])
        return self
