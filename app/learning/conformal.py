"""Mondrian split conformal sets: which labels cannot be ruled out, with a promise per label."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

ALPHA = 0.10


@dataclass(frozen=True)
class ConformalSets:
    """thresholds: (labels,) largest nonconformity (1 - probability) at which a label is still possible; 1 rules nothing out.

    Of photographs like those it was fitted on, at most alpha of each label lose their true label.  For photographs from a new source the
    promise does not hold; the model card says what was measured there.
    """

    alpha: float
    thresholds: np.ndarray

    @property
    def unsure_between(self) -> tuple[float, float]:
        """Probabilities of labels[1] between which there is no answer: both labels possible, neither, or not the more probable one.

        Both are 0.5 where every photograph gets an answer; 0 and 1 where none does.
        """
        edges = (0.5, float(self.thresholds[0]), float(1 - self.thresholds[1]))
        return min(edges), max(edges)

    def answers(self, probability: np.ndarray) -> np.ndarray:
        """(n,) bool: exactly one label is possible, and it is the more probable one.  probability : (n,) of labels[1]."""
        low, high = self.unsure_between
        return (probability < low) | (probability > high)


def fit_conformal(probability: np.ndarray, truth: np.ndarray, alpha: float = ALPHA) -> ConformalSets:
    """Thresholds at rank ceil((n + 1)(1 - alpha)) of each label's nonconformity.

    probability : (n,) of labels[1], out of fold.  truth : (n,) bool.  Fewer than 1 / alpha - 1 photographs of a label rule nothing out.
    Source: Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005, section 4.5.
    """
    thresholds = []
    for label in (False, True):
        nonconformity = np.sort(np.abs(label - probability[truth == label]))
        rank = int(np.ceil((len(nonconformity) + 1) * (1 - alpha)))
        thresholds.append(nonconformity[rank - 1] if rank <= len(nonconformity) else 1.0)
    return ConformalSets(alpha, np.array(thresholds))
