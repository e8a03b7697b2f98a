"""Scores of photographs by fits that did not see them, nor anything that shares their group or source."""

from __future__ import annotations

import numpy as np

from app.learning.labelled_set import LabelledSet
from app.learning.out_of_fold import fit_candidate
from app.learning.splits import grouped_folds
from app.services.report import Report


def unseen_scores(training: LabelledSet, judged: LabelledSet, fold: np.ndarray, second_label: str, by: str, candidate: str, seed: int,
                  report: Report) -> np.ndarray:
    """The decision value towards second_label of each judged photo, from a fit on training without whatever shares the fold's keys.

    fold : (n,) int, one of judged each.  by : "group" or "source", the column whose values must not be on both sides.
    Returns (n,) float64, NaN where what is left to fit on holds one class only.
    """
    scores = np.full(len(judged), np.nan)
    keys, judged_keys = getattr(training, by), getattr(judged, by)
    folds = np.unique(fold)
    for done, one in enumerate(folds):
        report(done / len(folds), f"Comparing on unseen photographs, part {done + 1} of {len(folds)}")
        here = fold == one
        seen = training.take(~np.isin(keys, judged_keys[here]))
        truth = seen.labels == second_label
        if truth.any() and not truth.all():
            scores[here] = fit_candidate(seen, truth, candidate, seed).decision(judged.features[here])
    return scores


def fold_numbers(labelled: LabelledSet, second_label: str, folds: int, seed: int) -> np.ndarray:
    """(n,) int: the fold of each photo, whole groups together; -1 for what no fold judges."""
    fold = np.full(len(labelled), -1)
    if len(labelled):
        splits = grouped_folds(labelled.labels == second_label, labelled.source, labelled.group, folds, seed)
        for number, split in enumerate(splits):
            fold[split.test] = number
    return fold
