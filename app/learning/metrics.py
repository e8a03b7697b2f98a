"""Figures of two-label predictions, each for many weightings of the photographs at once, as the bootstrap needs.

Every function takes weights (draws, n) and returns (draws,) float64; NaN where the figure is undefined for a draw.
"""

from __future__ import annotations

import numpy as np

BINS = 10


def auc(weights: np.ndarray, truth: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Probability that a photograph of labels[1] scores higher than one of labels[0]; ties count half."""
    _, place = np.unique(score, return_inverse=True)
    order = np.argsort(place, kind="stable")
    starts = np.flatnonzero(np.diff(place[order], prepend=-1))
    yes = np.add.reduceat((weights * truth)[:, order], starts, axis=1)
    no = np.add.reduceat((weights * ~truth)[:, order], starts, axis=1)
    won = (yes * (no.cumsum(axis=1) - no / 2)).sum(axis=1)
    return _ratio(won, yes.sum(axis=1) * no.sum(axis=1))


def eer(weights: np.ndarray, truth: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Equal error rate: where the share of missed labels[1] equals the share of falsely called labels[0], linearly interpolated."""
    missed, called, _ = _errors(weights, truth, score)
    after = np.argmax(missed >= called, axis=1)
    rows = np.arange(len(weights))
    before = np.maximum(after - 1, 0)
    gap_before, gap_after = called[rows, before] - missed[rows, before], missed[rows, after] - called[rows, after]
    share = _ratio(gap_before, gap_before + gap_after)
    crossing = missed[rows, before] + np.where(np.isnan(share), 0, share) * (missed[rows, after] - missed[rows, before])
    return np.where(np.isnan(missed[:, -1] + called[:, -1]), np.nan, crossing)


def eer_threshold(truth: np.ndarray, score: np.ndarray) -> float:
    """The score from which on labels[1] is called where both errors are as near to each other as they come; NaN with one label."""
    if not truth.any() or truth.all():
        return float("nan")
    missed, called, values = _errors(np.ones((1, len(truth))), truth, score)
    best = int(np.argmin(np.abs(missed[0] - called[0])))
    return float((values[best - 1] + values[min(best, len(values) - 1)]) / 2) if best else float(values[0])


def found_at(weights: np.ndarray, truth: np.ndarray, score: np.ndarray, called_at: np.ndarray) -> np.ndarray:
    """The ROC curve: share of labels[1] found where a share called_at, (k,) from 0 to 1, of labels[0] is called so; (draws, k)."""
    missed, called, _ = _errors(weights, truth, score)
    return np.stack([np.interp(called_at, falsely[::-1], 1 - lost[::-1]) for falsely, lost in zip(called, missed, strict=True)])


def _errors(weights: np.ndarray, truth: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(draws, steps + 1) shares of missed labels[1] and of falsely called labels[0] as the threshold passes each score; (steps,) scores."""
    values, place = np.unique(score, return_inverse=True)
    order = np.argsort(place, kind="stable")
    starts = np.flatnonzero(np.diff(place[order], prepend=-1))
    yes = np.add.reduceat((weights * truth)[:, order], starts, axis=1).cumsum(axis=1)
    no = np.add.reduceat((weights * ~truth)[:, order], starts, axis=1).cumsum(axis=1)
    missed, called = _ratio(yes, yes[:, -1:]), 1 - _ratio(no, no[:, -1:])
    return np.pad(missed, ((0, 0), (1, 0))), np.pad(called, ((0, 0), (1, 0)), constant_values=1.0), values


def balanced_accuracy(weights: np.ndarray, truth: np.ndarray, probability: np.ndarray) -> np.ndarray:
    """Mean of the two labels' shares of right answers at probability 0.5."""
    right = truth == (probability >= 0.5)
    return (share(weights, truth, right) + share(weights, ~truth, right)) / 2


def brier(weights: np.ndarray, truth: np.ndarray, probability: np.ndarray) -> np.ndarray:
    """Mean squared gap between probability and truth: 0 is perfect, 0.25 is saying 0.5 always."""
    return _ratio(weights @ (probability - truth) ** 2, weights.sum(axis=1))


def ece(weights: np.ndarray, truth: np.ndarray, probability: np.ndarray) -> np.ndarray:
    """Expected calibration error of P(labels[1]) over ten bins of equally many photographs."""
    bins = np.minimum(np.argsort(np.argsort(probability, kind="stable")) * BINS // max(len(probability), 1), BINS - 1)
    gaps = weights * (probability - truth)
    total = sum(np.abs(gaps[:, bins == one].sum(axis=1)) for one in range(BINS))
    return _ratio(total, weights.sum(axis=1))


def coverage(weights: np.ndarray, answered: np.ndarray) -> np.ndarray:
    """Share of photographs that get an answer and not "can't tell"."""
    return share(weights, np.ones_like(answered), answered)


def error_when_answering(weights: np.ndarray, truth: np.ndarray, probability: np.ndarray, answered: np.ndarray) -> np.ndarray:
    """Share of wrong answers among the answers given."""
    return share(weights, answered, truth != (probability >= 0.5))


def share(weights: np.ndarray, among: np.ndarray, counted: np.ndarray) -> np.ndarray:
    """Share of `counted` in `among`, both (n,) bool."""
    return _ratio(weights @ (among & counted), weights @ among.astype(np.float64))


def _ratio(over: np.ndarray, under: np.ndarray) -> np.ndarray:
    over, under = np.broadcast_arrays(over, under)
    return np.divide(over, under, out=np.full(over.shape, np.nan), where=under > 0)
