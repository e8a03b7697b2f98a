"""What the whole pipeline says about photographs from sources that it was not fitted, calibrated or thresholded on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.learning.calibration import fit_sigmoid
from app.learning.conformal import fit_conformal
from app.learning.domain_check import fit_domain_check
from app.learning.evaluation import Measured
from app.learning.labelled_set import LabelledSet
from app.learning.out_of_fold import out_of_fold_decisions
from app.learning.splits import Split
from app.learning.weights import fitting_weights


@dataclass(frozen=True)
class Unseen:
    """rows: (m,) the photographs that some split tests.  decision, probability: (m,) float64.  answered, in_domain: (m,) bool."""

    rows: np.ndarray
    decision: np.ndarray
    probability: np.ndarray
    answered: np.ndarray
    in_domain: np.ndarray

    def measured(self, labelled_set: LabelledSet, truth: np.ndarray) -> Measured:
        """For evaluate; whatever is not answered or out of domain counts as abstained."""
        return Measured(truth[self.rows], self.probability, ~(self.answered & self.in_domain), labelled_set.source[self.rows],
                        labelled_set.group[self.rows])


def unseen_predictions(labelled_set: LabelledSet, truth: np.ndarray, splits: list[Split], candidate: str, seed: int,
                       progress: Callable[[float, str], None] | None = None) -> Unseen:
    """Every split's photographs, as a pipeline without them would have scored them.

    Sigmoid, conformal thresholds and domain check of a split come from the other splits' photographs.  (Their decisions stem from
    candidates that saw this split; two numbers fitted on hundreds of them leave no room to profit from it.)
    """
    decision = out_of_fold_decisions(labelled_set, truth, splits, candidate, seed, progress)
    probability = np.full(len(truth), 0.5)
    answered, in_domain = np.zeros(len(truth), bool), np.ones(len(truth), bool)
    weight = fitting_weights(labelled_set.weight, labelled_set.source)
    for split in splits:
        others = split.train[np.isfinite(decision[split.train])]
        if not (truth[others].any() and not truth[others].all()):
            continue
        sigmoid = fit_sigmoid(decision[others], truth[others], weight[others])
        sets = fit_conformal(sigmoid.probability(decision[others]), truth[others])
        probability[split.test] = sigmoid.probability(decision[split.test])
        answered[split.test] = sets.answers(probability[split.test])
        check = fit_domain_check(labelled_set.features[split.train], labelled_set.group[split.train])
        in_domain[split.test] = check.distances(labelled_set.features[split.test]) <= 1
    rows = np.flatnonzero(np.isfinite(decision))
    return Unseen(rows, decision[rows], probability[rows], answered[rows], in_domain[rows])
