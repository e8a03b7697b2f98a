"""From decisions to probabilities: a sigmoid fitted on decisions about photographs that the model did not see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit


@dataclass(frozen=True)
class Sigmoid:
    """probability = 1 / (1 + exp(-(slope * decision + shift))); slope is never negative."""

    slope: float
    shift: float

    def logit(self, decision: np.ndarray) -> np.ndarray:
        """Calibrated log-odds, same shape."""
        return self.slope * decision + self.shift

    def probability(self, decision: np.ndarray) -> np.ndarray:
        """Calibrated probability of labels[1], same shape, strictly between 0 and 1."""
        return np.clip(expit(self.logit(decision)), 1e-6, 1 - 1e-6)


def fit_sigmoid(decision: np.ndarray, truth: np.ndarray, weight: np.ndarray) -> Sigmoid:
    """The most likely sigmoid, with Platt's smoothed targets so that it stays finite on separable decisions.

    decision : (n,) float, out of fold.  truth : (n,) bool, both values present.  weight : (n,) > 0.
    Source: Platt 1999, with the targets of Lin, Lin and Weng, Machine Learning 68, 2007.
    """
    weights = weight * len(weight) / weight.sum()
    yes, no = weights[truth].sum(), weights[~truth].sum()
    target = np.where(truth, (yes + 1) / (yes + 2), 1 / (no + 2))
    spread = float(decision.std()) or 1.0
    scaled = (decision - decision.mean()) / spread

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        logits = parameters[0] * scaled + parameters[1]
        gap = weights * (expit(logits) - target)
        value = (weights * (np.logaddexp(0, logits) - target * logits)).sum()
        return value, np.array([gap @ scaled, gap.sum()])

    found = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B", bounds=[(0, None), (None, None)])
    slope = float(found.x[0] / spread)
    return Sigmoid(slope, float(found.x[1] - slope * decision.mean()))
