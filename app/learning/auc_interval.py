"""AUC with its 95 % interval without drawing anything, for figures that must be there at once."""

from __future__ import annotations

import numpy as np
from scipy.stats import norm, rankdata

FEWEST_OF_A_LABEL = 5


def auc_interval(truth: np.ndarray, score: np.ndarray) -> tuple[float, float, float] | None:
    """(AUC, low, high), 0 to 1; None under 5 photographs of a label.

    truth : (n,) bool.  score : (n,) float, larger for True.  The interval is made on the logit, so that it stays inside 0 and 1.
    Photographs count as independent.  Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44(3), 1988, by ranks as Sun and Xu, 2014.
    """
    yes, no = score[truth], score[~truth]
    if min(len(yes), len(no)) < FEWEST_OF_A_LABEL:
        return None
    ranks = rankdata(np.concatenate([yes, no]))
    won_by_yes = (ranks[:len(yes)] - rankdata(yes)) / len(no)
    won_by_no = 1 - (ranks[len(yes):] - rankdata(no)) / len(yes)
    auc = float(won_by_yes.mean())
    spread = float(np.sqrt(won_by_yes.var(ddof=1) / len(yes) + won_by_no.var(ddof=1) / len(no)))
    inside = float(np.clip(auc, 0.5 / len(truth), 1 - 0.5 / len(truth)))
    half = norm.ppf(0.975) * max(spread, 0.5 / len(truth)) / (inside * (1 - inside))
    logit = np.log(inside / (1 - inside))
    low, high = (1 / (1 + np.exp(-(logit + side * half))) for side in (-1, 1))
    return auc, float(min(low, auc)), float(max(high, auc))
