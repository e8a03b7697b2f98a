"""Gradient boosting of small trees, explained by exact Shapley values against the average photograph."""

from __future__ import annotations

from math import factorial
from typing import Self

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from app.learning.standardised import shares

TREES, LEAVES, FEWEST, RATE, STRICTNESS, SEEN = 100, 6, 15, 0.08, 10.0, 0.1
BINS = 31  # of each feature: coarse enough to be fitted in seconds


class BoostedTrees:
    """Trees of six leaves, each split looking at a tenth of the features, so that no single one carries the whole.

    Not additive.  A feature's contribution is its Shapley value in the game "this photograph's value, or the average photograph's", exact
    from the leaves that each of the two would reach.  The trees are kept as arrays: nothing but numbers is in the file.
    Source: Friedman, Annals of Statistics 29(5), 2001; Lundberg and others, Nature Machine Intelligence 2, 2020.
    """

    additive = False

    def fit(self, features: np.ndarray, truth: np.ndarray, weight: np.ndarray, source: np.ndarray, group: np.ndarray,
            family: np.ndarray, seed: int, whole: np.ndarray | None = None) -> Self:
        """See Candidate.fit."""
        boosted = HistGradientBoostingClassifier(max_iter=TREES, max_leaf_nodes=LEAVES, min_samples_leaf=FEWEST, learning_rate=RATE,
                                                 l2_regularization=STRICTNESS, max_features=SEEN, max_bins=BINS,
                                                 early_stopping=False, random_state=seed)
        boosted.fit(features, truth, sample_weight=shares(weight, source, truth, whole))
        self.average_ = (features if whole is None else features[whole]).mean(axis=0, dtype=np.float64)
        self.intercept_ = float(np.ravel(boosted._baseline_prediction)[0])
        # a leaf: its value and the conditions on its way, each a feature and the interval it must lie in (one interval a feature)
        leaves = [leaf for (tree,) in boosted._predictors for leaf in leaves_of(tree.nodes)]
        longest = max((len(where) for _, where in leaves), default=0)
        self.values_ = np.array([value for value, _ in leaves])
        self.features_ = np.full((len(leaves), longest), -1)
        self.above_, self.upto_ = np.full((len(leaves), longest), -np.inf), np.full((len(leaves), longest), np.inf)
        for row, (_, where) in enumerate(leaves):
            for place, (feature, (above, upto)) in enumerate(where.items()):
                self.features_[row, place], self.above_[row, place], self.upto_[row, place] = feature, above, upto
        return self

    def decision(self, features: np.ndarray) -> np.ndarray:
        """See Candidate.decision; log-odds."""
        return np.array([self.values_[self._holds(row).all(axis=1)].sum() for row in features.astype(np.float64)]) + self.intercept_

    def contributions(self, features: np.ndarray) -> tuple[np.ndarray, float]:
        """Shapley values by feature; the bias is the decision about the average photograph."""
        average = self._holds(self.average_)
        bias = float(self.values_[average.all(axis=1)].sum() + self.intercept_)
        return np.array([self._shares(row, average) for row in features.astype(np.float64)]).reshape(features.shape), bias

    def _holds(self, row: np.ndarray) -> np.ndarray:
        """(leaves, conditions) bool: what of a leaf's way this photograph goes along."""
        value = row[self.features_]
        return ((value > self.above_) & (value <= self.upto_)) | (self.features_ < 0)

    def _shares(self, row: np.ndarray, average: np.ndarray) -> np.ndarray:
        """(d,): a leaf is reached once what only the photograph fulfils is the photograph's and what only the average does is its own."""
        here = self._holds(row)
        reached = (here | average).all(axis=1)
        ours, theirs = (here & ~average)[reached], (average & ~here)[reached]
        many, few = ours.sum(axis=1), theirs.sum(axis=1)
        for_ours, for_theirs = _orders(many - 1, few), _orders(many, few - 1)
        parts = self.values_[reached][:, None] * (ours * for_ours[:, None] - theirs * for_theirs[:, None])
        kept = self.features_[reached] >= 0
        return np.bincount(self.features_[reached][kept], weights=parts[kept], minlength=len(row))


def leaves_of(nodes: np.ndarray) -> list[tuple[float, dict[int, tuple[float, float]]]]:
    """Every leaf of a fitted tree: its value, and for each feature on its way the interval (above, up to) that leads there."""
    found: list[tuple[float, dict[int, tuple[float, float]]]] = []
    open_nodes: list[tuple[int, dict[int, tuple[float, float]]]] = [(0, {})]
    while open_nodes:
        at, where = open_nodes.pop()
        node = nodes[at]
        if node["is_leaf"]:
            found.append((float(node["value"]), where))
            continue
        feature, edge = int(node["feature_idx"]), float(node["num_threshold"])
        above, upto = where.get(feature, (-np.inf, np.inf))
        open_nodes.append((int(node["left"]), {**where, feature: (above, min(upto, edge))}))
        open_nodes.append((int(node["right"]), {**where, feature: (max(above, edge), upto)}))
    return found


def _orders(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """before! after! / (before + after + 1)!: the share of orders in which a player comes right between them; 0 for fewer than none."""
    largest = int(max(before.max(initial=0), after.max(initial=0))) + 1
    table = np.array([[factorial(one) * factorial(two) / factorial(one + two + 1) for two in range(largest)] for one in range(largest)])
    return np.where((before >= 0) & (after >= 0), table[np.maximum(before, 0), np.maximum(after, 0)], 0.0)
