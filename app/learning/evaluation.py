"""How good predictions are: figures with their n and a 95 % interval, per source and pooled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Measured:
    """Predictions on photographs whose labels are known.

    truth: (n,) bool, True for labels[1].  probability: (n,) of labels[1].  abstained: (n,) bool.  source, group: (n,) str.
    """

    truth: np.ndarray
    probability: np.ndarray
    abstained: np.ndarray
    source: np.ndarray
    group: np.ndarray


def evaluate(measured: Measured, seed: int = 0, draws: int = 1000) -> dict:
    """{"pooled": figures, "mean_over_sources": figures, "sources": {source: figures}}, JSON-able.

    figures: auc, eer, balanced_accuracy, ece, brier, coverage, error_when_answering; each {value, low, high, n, reason}:
    value is null with a reason where it is undefined; low and high are a 95 % bootstrap interval over groups.
    """
    raise NotImplementedError


def paired_difference(first: np.ndarray, second: np.ndarray, truth: np.ndarray, group: np.ndarray, seed: int = 0,
                      draws: int = 1000) -> dict:
    """AUC of second minus AUC of first on the same photographs: {first, second, value, low, high, n, reason}, bootstrapped over groups."""
    raise NotImplementedError
