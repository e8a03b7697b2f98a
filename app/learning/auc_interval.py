"""AUC with its 95 % interval without drawing anything, for figures that must be there at once."""

from __future__ import annotations

import numpy as np

Z = 1.959964
FEWEST_OF_A_LABEL = 5


def auc_interval(truth: np.ndarray, score: np.ndarray) -> tuple[float, float, float] | None:
    """(AUC, low, high), 0 to 1; None under 5 photographs of a label.

    truth : (n,) bool.  score : (n,) float, larger for True.  The interval is made on the logit, so that it stays inside 0 and 1.
    Photographs count as independent.  Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44(3), 1988.
    """
    yes, no = score[truth], score[~truth]
    if min(len(yes), len(no)) < FEWEST_OF_A_LABEL:
        return None
    won_by_yes, won_by_no = _beaten(yes, no), 1 - _beaten(no, yes)
    auc = float(won_by_yes.mean())
    spread = float(np.sqrt(won_by_yes.var(ddof=1) / len(yes) + won_by_no.var(ddof=1) / len(no)))
    inside = float(np.clip(auc, 0.5 / len(truth), 1 - 0.5 / len(truth)))
    half = Z * max(spread, 0.5 / len(truth)) / (inside * (1 - inside))
    logit = np.log(inside / (1 - inside))
    low, high = (1 / (1 + np.exp(-(logit + side * half))) for side in (-1, 1))
    return auc, float(min(low, auc)), float(max(high, auc))


def _beaten(scores: np.ndarray, others: np.ndarray) -> np.ndarray:
    """For each score the share of the others that are smaller; ties count half."""
    ordered = np.sort(others)
    return (np.searchsorted(ordered, scores, "left") + np.searchsorted(ordered, scores, "right")) / (2 * len(others))
