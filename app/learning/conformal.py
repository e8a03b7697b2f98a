"""Mondrian split conformal sets: which labels cannot be ruled out, with a promise per label and resolution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

ALPHA = 0.10
FEWEST_OF_A_LABEL = 30


@dataclass(frozen=True)
class ConformalSets:
    """thresholds, thresholds_low: (2,) largest nonconformity (1 - probability) at which a label is still possible; 1 rules nothing out.

    Low-resolution photographs have to pass both.  Of photographs like those it was fitted on, at most alpha of each label lose their true
    label.  For photographs from a new source the promise does not hold; the model card says what was measured there.
    """

    alpha: float
    thresholds: np.ndarray
    thresholds_low: np.ndarray

    def unsure_between(self, low_resolution: bool = False) -> tuple[float, float]:
        """Probabilities of labels[1] between which there is no answer: both labels possible, neither, or not the more probable one.

        Both are 0.5 where every photograph gets an answer; 0 and 1 where none does.
        """
        edges = [0.5, float(self.thresholds[0]), float(1 - self.thresholds[1])]
        if low_resolution:
            edges += [float(self.thresholds_low[0]), float(1 - self.thresholds_low[1])]
        return min(edges), max(edges)

    def answers(self, probability: np.ndarray, low_resolution: np.ndarray) -> np.ndarray:
        """(n,) bool: exactly one label is possible, and it is the more probable one.

        probability : (n,) of labels[1].  low_resolution : (n,) bool.
        """
        (low, high), (low_low, high_low) = self.unsure_between(False), self.unsure_between(True)
        return (probability < np.where(low_resolution, low_low, low)) | (probability > np.where(low_resolution, high_low, high))


def fit_conformal(probability: np.ndarray, truth: np.ndarray, low_resolution: np.ndarray, source: np.ndarray,
                  alpha: float = ALPHA) -> ConformalSets:
    """Thresholds at rank ceil((n + 1)(1 - alpha)) of each label's nonconformity.

    probability : (n,) of labels[1], out of fold.  truth, low_resolution : (n,) bool.  source : (n,) str.  Fewer than 1 / alpha - 1
    photographs of a label rule nothing out.  Photographs of full resolution are taken together, with the small ones where fewer than 30 of
    a label are full.  Small ones differ more between sources than one threshold can say, so the strictest of their sources holds, and
    one source of several says nothing about the next.
    Source: Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005, section 4.5; for sources Dunn, Wasserman and Ramdas,
    JASA 118, 2023.
    """
    low = low_resolution.astype(bool)
    few = min((truth & ~low).sum(), (~truth & ~low).sum()) < FEWEST_OF_A_LABEL
    full = np.array([_threshold(probability, truth, label, np.ones_like(low) if few else ~low, alpha) for label in (False, True)])
    return ConformalSets(alpha, full, np.array([_strictest(probability, truth, label, low, source, alpha) for label in (False, True)]))


def _threshold(probability: np.ndarray, truth: np.ndarray, label: bool, rows: np.ndarray, alpha: float) -> float:
    nonconformity = np.sort(np.abs(label - probability[rows & (truth == label)]))
    rank = int(np.ceil((len(nonconformity) + 1) * (1 - alpha)))
    return float(nonconformity[rank - 1]) if 0 < rank <= len(nonconformity) else 1.0


def _strictest(probability: np.ndarray, truth: np.ndarray, label: bool, rows: np.ndarray, source: np.ndarray, alpha: float) -> float:
    of_label = source[rows & (truth == label)]
    names = [name for name in np.unique(of_label) if (of_label == name).sum() >= 1 / alpha - 1]
    if len(names) < min(2, len(np.unique(source))):
        return 1.0
    return max((_threshold(probability, truth, label, rows & (source == name), alpha) for name in names), default=1.0)
