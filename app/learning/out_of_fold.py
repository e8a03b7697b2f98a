"""Decisions about photographs by models that did not see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from app.learning.adaptation import DeskRidge
from app.learning.candidates import CANDIDATES, Candidate
from app.learning.labelled_set import LabelledSet
from app.learning.splits import Split

Progress = Callable[[float, str], None]  # fraction from 0 to 1, a sentence; may raise JobCancelled


def fit_candidate(labelled_set: LabelledSet, truth: np.ndarray, candidate: str, seed: int = 0) -> Candidate:
    """A candidate fitted on the whole set, and on the quarters of its photographs; raises KeyError for one that is not registered.

    The adaptation to a desk looks at whole photographs only: it has to be quick.
    """
    made = CANDIDATES[candidate]()
    rows, owner = (labelled_set, np.arange(len(labelled_set))) if isinstance(made, DeskRidge) else labelled_set.with_quarters()
    whole = np.arange(len(rows)) < len(labelled_set)
    return made.fit(rows.features, truth[owner], rows.weight, rows.source, rows.group, rows.family, seed, whole)


def out_of_fold_decisions(labelled_set: LabelledSet, truth: np.ndarray, splits: list[Split], candidate: str, seed: int = 0,
                          progress: Progress | None = None) -> np.ndarray:
    """Each photograph's decision by a candidate fitted without its split: (n,) float64, NaN where no split tests it.

    progress gets the fraction of splits done before each one; what it raises passes through.
    """
    return several_out_of_fold(labelled_set, truth, [splits], candidate, seed, progress)[0]


def several_out_of_fold(labelled_set: LabelledSet, truth: np.ndarray, lists: Sequence[list[Split]], candidate: str, seed: int = 0,
                        progress: Progress | None = None) -> list[np.ndarray]:
    """out_of_fold_decisions for each list of splits; at once, since the adaptation to a desk shares the work."""
    splits = [split for one in lists for split in one]
    decisions = _left_out(CANDIDATES[candidate](), labelled_set, truth, splits, candidate, seed, progress) if splits else []
    return _by_list(lists, len(truth), decisions)


def fit_and_leave_out(labelled_set: LabelledSet, truth: np.ndarray, lists: Sequence[list[Split]], candidate: str, seed: int = 0,
                      progress: Progress | None = None) -> tuple[Candidate, list[np.ndarray]]:
    """The candidate fitted on the whole set, and several_out_of_fold."""
    made, splits = CANDIDATES[candidate](), [split for one in lists for split in one]
    decisions = _left_out(made, labelled_set, truth, splits, candidate, seed, progress)
    whole = made if isinstance(made, DeskRidge) else fit_candidate(labelled_set, truth, candidate, seed)
    return whole, _by_list(lists, len(truth), decisions)


def _left_out(made: Candidate, labelled_set: LabelledSet, truth: np.ndarray, splits: list[Split], candidate: str, seed: int,
              progress: Progress | None) -> list[np.ndarray]:
    """The decisions about each split; made, if it is an adaptation, is fitted on the whole set by it."""
    def watch(done: int) -> None:
        if progress:
            progress(done / len(splits), f"Measuring without {splits[done].held_out}")

    if isinstance(made, DeskRidge):
        return made.left_out(labelled_set.features, truth, labelled_set.weight, labelled_set.source, labelled_set.group,
                             labelled_set.family, splits, watch)
    decisions = []
    for done, split in enumerate(splits):
        watch(done)
        fitted = fit_candidate(labelled_set.take(split.train), truth[split.train], candidate, seed)
        decisions.append(fitted.decision(labelled_set.features[split.test]))
    return decisions


def _by_list(lists: Sequence[list[Split]], count: int, decisions: list[np.ndarray]) -> list[np.ndarray]:
    found, left = [], iter(decisions)
    for splits in lists:
        row = np.full(count, np.nan)
        for split in splits:
            row[split.test] = next(left)
        found.append(row)
    return found
