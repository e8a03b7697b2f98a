"""A support vector machine with a radial kernel, explained by exact Shapley values against the average photograph."""

from __future__ import annotations

from typing import Self

import numpy as np
from sklearn.svm import SVC

from app.learning.family_scale import VOICE
from app.learning.standardised import Standardised, shares

STRENGTH = 20.0
WIDTH = 0.005 / VOICE  # of the kernel, on features in which a family has the variance VOICE
NODES = 16             # of the integral; the integrand is so smooth that 8 already give 1e-9


class RadialSvm(Standardised):
    """Judges a photograph by those of the labelled ones that lie at the border between the labels, the nearer the louder.

    Not additive.  A feature's contribution is its Shapley value in the game "this photograph's value, or the average photograph's": the
    kernel is a product over features, so that the sum over all subsets is one integral.  Contributions and bias sum to the decision.
    Source: Cortes and Vapnik, Machine Learning 20, 1995; for the integral: Owen, Management Science 18(5), 1972.
    """

    additive = False

    def fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
            family: np.ndarray, seed: int, whole: np.ndarray | None = None) -> Self:
        """See Candidate.fit.  There is nothing random in it."""
        self._learn_scale(features, family, whole)
        machine = SVC(C=STRENGTH, gamma=WIDTH)
        machine.fit(self._standardised(features), truth, sample_weight=shares(weight, source, truth, whole))
        self.vectors_, self.alphas_ = machine.support_vectors_, machine.dual_coef_[0]
        self.intercept_ = float(machine.intercept_[0])
        return self

    def decision(self, features: np.ndarray) -> np.ndarray:
        """See Candidate.decision; -1 and 1 are the margins."""
        rows = self._standardised(features)
        apart = (rows ** 2).sum(axis=1)[:, None] + (self.vectors_ ** 2).sum(axis=1) - 2 * rows @ self.vectors_.T
        return np.exp(-WIDTH * np.maximum(apart, 0)) @ self.alphas_ + self.intercept_

    def contributions(self, features: np.ndarray) -> tuple[np.ndarray, float]:
        """Shapley values by feature; the bias is the decision about the average photograph."""
        average = np.exp(-WIDTH * self.vectors_ ** 2)
        bias = float(np.exp(-WIDTH * (self.vectors_ ** 2).sum(axis=1)) @ self.alphas_ + self.intercept_)
        return np.array([self._shares(row, average) for row in self._standardised(features)]).reshape(features.shape), bias

    def _shares(self, row: np.ndarray, average: np.ndarray) -> np.ndarray:
        """(d,): the integral over t of each feature's effect, where every other feature is this photograph's with chance t."""
        gain = np.exp(-WIDTH * (row - self.vectors_) ** 2) - average
        total = np.zeros(row.shape)
        for node, share in zip(*np.polynomial.legendre.leggauss(NODES), strict=True):
            mixed = average + gain * (node + 1) / 2
            whole = np.exp(np.log(mixed).sum(axis=1)) * self.alphas_ * share / 2
            total += whole @ (gain / mixed)
        return total
