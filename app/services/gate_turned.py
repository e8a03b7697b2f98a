"""Whether decisions say the opposite of the champion: labels the wrong way round, by mistake or on purpose."""

from __future__ import annotations

import numpy as np

from app.learning.bootstrap import draw_statistics
from app.learning.metrics import auc
from app.services.gate import LABELS_NEEDED

DRAWS = 500
COIN = 0.5  # an AUC that is certainly lower says the opposite


def turned_words(positive: np.ndarray, champion: np.ndarray, group: np.ndarray, reviewer: np.ndarray, batch: np.ndarray) -> str | None:
    """The sentence for the first of: all decisions, one reviewer's, one batch's, on which the champion is certainly worse than a coin.

    positive : (n,) bool.  champion : (n,) its unseen scores.  group, reviewer, batch : (n,) str.  None where there is none, or where fewer
    than 8 of a label were decided.  A champion that is truly inverted on a desk's photographs looks the same: a person has to look.
    """
    scopes = [(np.ones(len(positive), bool), "the decisions here say")]
    scopes += [(reviewer == one, "one reviewer's decisions say") for one in np.unique(reviewer)]
    scopes += [(batch == one, "the decisions on one batch say") for one in np.unique(batch) if one]
    for rows, who in scopes:
        truth = positive[rows]
        if min(truth.sum(), (~truth).sum()) < LABELS_NEEDED:
            continue
        value = float(auc(np.ones((1, len(truth))), truth, champion[rows])[0])
        drawn = draw_statistics({"auc": lambda weights, t=truth, s=champion[rows]: auc(weights, t, s)},  # type: ignore[misc]
                                group[rows], DRAWS, 0)["auc"]
        if np.nanquantile(drawn, 0.975) < COIN:
            return (f"{who} the opposite of the champion (its AUC on {len(truth)} of them is {value:.2f}). Look whether they are the right "
                    "way round; second reads, a lead's settlements or gold photographs of this kind tell who is right.")
    return None
