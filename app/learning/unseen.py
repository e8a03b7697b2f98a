"""What the whole pipeline says about photographs that it was not fitted, calibrated or thresholded on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.learning.calibration import Sigmoid, fit_sigmoid
from app.learning.conformal import ConformalSets, fit_conformal
from app.learning.domain_check import fit_domain_check
from app.learning.evaluation import Measured
from app.learning.labelled_set import LabelledSet
from app.learning.splits import Split

SAMPLE = 2000  # photographs that the domain check of a split is fitted on at most; its edge is a percentile


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

    def spread_over(self, count: int) -> np.ndarray:
        """Decisions by row number: (count,) float64, NaN where there is none."""
        decisions = np.full(count, np.nan)
        decisions[self.rows] = self.decision
        return decisions


def calibrate(labelled_set: LabelledSet, truth: np.ndarray, rows: np.ndarray, decision: np.ndarray) -> tuple[Sigmoid, ConformalSets]:
    """Sigmoid and conformal thresholds from decisions (len(rows),) about rows that the model did not see.

    Without both labels among them, probabilities stay as the model has them and nothing is ruled out.
    """
    known, low = truth[rows], labelled_set.low_resolution[rows]
    if not (known.any() and not known.all()):
        return Sigmoid(1.0, 0.0), fit_conformal(np.empty(0), np.empty(0, bool), np.empty(0, bool), np.empty(0, str))
    sigmoid = fit_sigmoid(decision, known, labelled_set.weight[rows])
    return sigmoid, fit_conformal(sigmoid.probability(decision), known, low, labelled_set.source[rows])


def unseen_predictions(labelled_set: LabelledSet, truth: np.ndarray, splits: list[Split], decision: np.ndarray,
                       basis: Unseen | None = None) -> Unseen:
    """Every split's photographs, as a pipeline without them would have scored them.

    decision : (n,) out of these splits, NaN where none tests a photograph (see app/learning/out_of_fold.py).  Sigmoid, thresholds and
    domain check of a split come from the other splits' photographs; with a basis, the sigmoid and thresholds from its decisions about
    those.  (Such decisions stem from candidates that saw this split; the few numbers fitted on hundreds of them leave no room to profit
    from it.)
    """
    known = decision if basis is None else basis.spread_over(len(truth))
    probability = np.full(len(truth), 0.5)
    answered, in_domain = np.zeros(len(truth), bool), np.ones(len(truth), bool)
    for split in splits:
        others = split.train[np.isfinite(known[split.train])]
        sigmoid, sets = calibrate(labelled_set, truth, others, known[others])
        probability[split.test] = sigmoid.probability(decision[split.test])
        answered[split.test] = sets.answers(probability[split.test], labelled_set.low_resolution[split.test])
        check = fit_domain_check(labelled_set.features[split.train[::len(split.train) // SAMPLE + 1]], labelled_set.family)
        in_domain[split.test] = check.distances(labelled_set.features[split.test]) <= 1
    rows = np.flatnonzero(np.isfinite(decision))
    return Unseen(rows, decision[rows], probability[rows], answered[rows], in_domain[rows])
