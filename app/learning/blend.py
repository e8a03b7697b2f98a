"""Ridge and logistic regression averaged: one holds on to every source, the other looks at the photographs between the labels."""

from __future__ import annotations

from typing import Self

import numpy as np

from app.learning.family_ridge import FamilyRidge
from app.learning.logistic import Logistic
from app.learning.standardised import Linear, shares


class Blend(Linear):
    """Each one's decisions enter with a mean square of 1 over the labelled photographs.  The average is exactly additive.

    Out of source the two err on different sources: the average is about as good as the better one on each.
    """

    def fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
            family: np.ndarray, seed: int) -> Self:
        """See Candidate.fit."""
        self._learn_scale(features, family, weight)
        share = shares(weight, source, truth)
        self.coefficients_, self.intercept_ = np.zeros(features.shape[1]), 0.0
        for learner in (FamilyRidge(), Logistic()):
            learner.fit(features, truth, weight, source, group, family, seed)
            size = 2 * np.sqrt((share @ learner.decision(features) ** 2) / share.sum()) or 1.0
            coefficients, intercept = learner.line
            self.coefficients_ += coefficients / size
            self.intercept_ += intercept / size
        return self
