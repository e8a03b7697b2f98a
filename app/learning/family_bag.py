"""The average of ridges that each see some of the families, so that no family can lean on another."""

from __future__ import annotations

from typing import Self

import numpy as np

from app.learning.family_scale import VOICE
from app.learning.standardised import Linear, shares
from app.learning.weighted_ridge import weighted_ridge

SUBSETS = 30
SEEN = 0.7          # of the families, in each subset
PENALTY = 0.6 * VOICE  # a family seen


class FamilyBag(Linear):
    """A ridge over all families may set two that err in opposite ways against each other, which ends where a new source breaks the balance.

    Each family is seen equally often, as far as the numbers allow.  The average is one set of coefficients: exactly additive.
    Source: Ho, The random subspace method, IEEE PAMI 20(8), 1998, with families for features.
    """

    def fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
            family: np.ndarray, seed: int, whole: np.ndarray | None = None) -> Self:
        """See Candidate.fit."""
        self._learn_scale(features, family, whole)
        rows, share, target = self._standardised(features), shares(weight, source, truth, whole), np.where(truth, 1.0, -1.0)
        names = np.unique(family)
        chosen = subsets(len(names), seed)
        self.coefficients_, self.intercept_ = np.zeros(rows.shape[1]), 0.0
        for one in chosen:
            columns = np.isin(family, names[one])
            coefficients, level = weighted_ridge(rows[:, columns], target, share, PENALTY * len(one))
            self.coefficients_[columns] += coefficients / len(chosen)
            self.intercept_ += level / len(chosen)
        return self


def subsets(families: int, seed: int) -> list[np.ndarray]:
    """SUBSETS sets of family numbers, each SEEN of all: dealt from shuffled decks one after another, so that all come up equally often."""
    rng = np.random.default_rng(seed)
    size = min(families, max(1, round(SEEN * families)))
    found, deck = [], np.empty(0, np.int64)
    for _ in range(SUBSETS):
        first = deck[:size]
        if len(first) < size:
            fresh = rng.permutation(families)
            late = np.concatenate([fresh[~np.isin(fresh, first)], fresh[np.isin(fresh, first)]])
            first, deck = np.concatenate([first, late[:size - len(first)]]), late[size - len(first):]
        else:
            deck = deck[size:]
        found.append(np.sort(first))
    return found
