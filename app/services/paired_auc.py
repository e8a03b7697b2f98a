"""AUC of two versions on the same photographs, and the interval of their difference when groups are drawn again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DRAWS = 1000


@dataclass(frozen=True)
class PairedAuc:
    """difference = second - first; low and high bound its central 95 % over the draws."""

    first: float
    second: float
    difference: float
    low: float
    high: float


def drawn_aucs(positive: np.ndarray, scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """AUC under each row of weights.

    positive : (n,) bool.  scores : (n,) float, higher means positive.  weights : (draws, n), how often each photo was drawn.
    Returns (draws,) float, NaN where a draw holds one class only.  Ties count one half.
    """
    _, level = np.unique(scores, return_inverse=True)
    on_level = np.zeros((len(scores), level.max() + 1))
    on_level[np.arange(len(scores)), level] = 1
    positives = (weights * positive) @ on_level
    negatives = (weights * ~positive) @ on_level
    below = np.cumsum(negatives, axis=1) - negatives / 2
    pairs = positives.sum(axis=1) * negatives.sum(axis=1)
    with np.errstate(invalid="ignore"):
        return np.where(pairs > 0, (positives * below).sum(axis=1) / np.where(pairs > 0, pairs, 1), np.nan)


def paired_auc(positive: np.ndarray, first: np.ndarray, second: np.ndarray, group: np.ndarray, source: np.ndarray | None = None,
               seed: int = 0) -> PairedAuc | None:
    """The mean over sources of the AUC within each (one source if None), for both, with the bootstrap of their difference over groups.

    positive : (n,) bool.  first, second : (n,) float scores of the two versions.  group, source : (n,) str.
    None where no source holds both classes.
    """
    source = np.zeros(len(positive)) if source is None else source
    generator = np.random.default_rng(seed)
    point, draws = [], []
    for one in np.unique(source):
        here = source == one
        if positive[here].all() or not positive[here].any():
            continue
        ones = np.ones((1, int(here.sum())))
        drawn = _draw(group[here], generator)
        point.append([drawn_aucs(positive[here], version[here], ones)[0] for version in (first, second)])
        draws.append([drawn_aucs(positive[here], version[here], drawn) for version in (first, second)])
    if not point:
        return None
    mean = np.mean(point, axis=0)
    spread = np.array(draws)
    differences = spread[:, 1] - spread[:, 0]
    usable = ~np.isnan(differences).all(axis=0)
    low, high = np.quantile(np.nanmean(differences[:, usable], axis=0), [0.025, 0.975])
    return PairedAuc(float(mean[0]), float(mean[1]), float(mean[1] - mean[0]), float(low), float(high))


def _draw(group: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """(DRAWS, n): how often each photo was drawn when whole groups are drawn with replacement."""
    names, index = np.unique(group, return_inverse=True)
    return generator.multinomial(len(names), np.full(len(names), 1 / len(names)), size=DRAWS)[:, index].astype(float)
