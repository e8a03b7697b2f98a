"""How the version's way of learning does on sources and groups that it has not seen: fitted again on the manifest's own photographs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.learning.evaluation import ONE_LABEL, evaluate
from app.learning.labelled_set import LabelledSet
from app.learning.missing import filled, typical
from app.learning.out_of_fold import several_out_of_fold
from app.learning.presentation_errors import presentation_errors
from app.learning.reliability import reliability_bands
from app.learning.splits import grouped_folds, leave_one_source_out
from app.learning.unseen import Unseen, unseen_predictions
from app.services.report import Report

SEED = 0


def refitted(labelled: LabelledSet, labels: tuple[str, ...], candidate: str, kind: np.ndarray, report: Report) -> dict[str, dict]:
    """{"leave_one_source_out": part, "within_source": part}, JSON-able.

    part : {"figures", "presentation_errors", "reliability", "reason"}: as in a report of `evaluate`, `presentation_errors` and
    `reliability_bands`, of photographs whose source (or group) was left out of fitting, calibration and thresholds; null with the reason
    where there is nothing to leave out.  kind : (n,) str, see kinds_of.
    """
    truth = labelled.labels == labels[1]
    if not (truth.any() and not truth.all()):
        return {name: _nothing(ONE_LABEL) for name in ("leave_one_source_out", "within_source")}
    whole = filled(labelled.features, typical(labelled.features))
    labelled = replace(labelled, features=whole.astype(np.float32, copy=False))
    by_source = leave_one_source_out(truth, labelled.source, labelled.group)
    by_group = grouped_folds(truth, labelled.source, labelled.group, seed=SEED)
    out_of_source, out_of_group = several_out_of_fold(labelled, truth, [by_source, by_group], candidate, SEED, report)
    abroad = unseen_predictions(labelled, truth, by_source, out_of_source) if by_source else None
    basis = abroad if abroad and len(abroad.rows) > len(truth) / 2 else None
    home = unseen_predictions(labelled, truth, by_group, out_of_group, basis) if by_group else None
    return {"leave_one_source_out": _part(abroad, labelled, truth, labels, kind, "undefined: it takes two sources, with both labels "
                                          "left when one of them is taken away"),
            "within_source": _part(home, labelled, truth, labels, kind, "undefined: there are too few groups to leave any out")}


def _part(unseen: Unseen | None, labelled: LabelledSet, truth: np.ndarray, labels: tuple[str, ...], kind: np.ndarray, reason: str) -> dict:
    if unseen is None or not len(unseen.rows):
        return _nothing(reason)
    measured = unseen.measured(labelled, truth)
    return {"figures": evaluate(measured, SEED), "presentation_errors": presentation_errors(measured, kind[unseen.rows], SEED),
            "reliability": reliability_bands(measured.probability, measured.truth, labels), "reason": None}


def _nothing(reason: str) -> dict:
    return {"figures": None, "presentation_errors": None, "reliability": None, "reason": reason}
