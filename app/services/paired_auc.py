"""AUC of two versions on the same photographs, and the interval of their difference when groups are drawn again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.learning.bootstrap import draw_statistics
from app.learning.metrics import auc

DRAWS = 1000


@dataclass(frozen=True)
class PairedAuc:
    """difference = second - first; low and high bound its central 95 % over the draws."""

    first: float
    second: float
    difference: float
    low: float
    high: float


def paired_auc(positive: np.ndarray, first: np.ndarray, second: np.ndarray, group: np.ndarray, source: np.ndarray | None = None,
               seed: int = 0) -> PairedAuc | None:
    """The mean over sources of the AUC within each (one source if None), for both, with the bootstrap of their difference over groups.

    A source counts by the square root of its size, so that neither eight photographs nor the largest collection decide alone.

    positive : (n,) bool.  first, second : (n,) float scores of the two versions.  group, source : (n,) str.
    None where no source holds both classes.
    """
    source = np.zeros(len(positive)) if source is None else source
    point, draws, say = [], [], []
    for place, one in enumerate(np.unique(source)):
        here = source == one
        truth, old, new = positive[here], first[here], second[here]
        if truth.all() or not truth.any():
            continue
        whole = np.ones((1, len(truth)))
        point.append((float(auc(whole, truth, old)[0]), float(auc(whole, truth, new)[0])))
        say.append(len(truth) ** 0.5)
        draws.append(draw_statistics({"difference": lambda w, t=truth, a=old, b=new: auc(w, t, b) - auc(w, t, a)},  # type: ignore[misc]
                                     group[here], DRAWS, seed + place)["difference"])
    if not point:
        return None
    before, after = np.average(point, axis=0, weights=say)
    drawn = np.array(draws)
    counts = np.array(say)[:, None] * np.isfinite(drawn)  # a draw with one class only says nothing of its source
    known = counts.sum(axis=0) > 0
    means = np.nansum(drawn * counts, axis=0)[known] / counts.sum(axis=0)[known]
    low, high = np.quantile(means, [0.025, 0.975])
    return PairedAuc(float(before), float(after), float(after - before), float(low), float(high))
