"""Decisions about photographs by models that did not see them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from app.learning.adaptation import DeskRidge
from app.learning.candidates import CANDIDATES, Candidate
from app.learning.labelled_set import LabelledSet
from app.learning.splits import Split


def fit_candidate(labelled_set: LabelledSet, truth: np.ndarray, candidate: str, seed: int = 0) -> Candidate:
    """A candidate fitted on the whole set, and on the quarters of its photographs; raises KeyError for one that is not registered.

    The adaptation to a desk looks at whole photographs only: it has to be quick.
    """
    made = CANDIDATES[candidate]()
    rows, owner = (labelled_set, np.arange(len(labelled_set))) if isinstance(made, DeskRidge) else labelled_set.with_quarters()
    whole = np.arange(len(rows)) < len(labelled_set)
    return made.fit(rows.features, truth[owner], rows.weight, rows.source, rows.group, rows.family, seed, whole)


def out_of_fold_decisions(labelled_set: LabelledSet, truth: np.ndarray, splits: list[Split], candidate: str, seed: int = 0,
                          progress: Callable[[float, str], None] | None = None) -> np.ndarray:
    """Each photograph's decision by a candidate fitted without its split: (n,) float64, NaN where no split tests it.

    progress gets the fraction of splits done before each one; what it raises passes through.
    """
    def watch(done: int) -> None:
        if progress:
            progress(done / len(splits), f"Measuring without {splits[done].held_out}")

    made = CANDIDATES[candidate]()
    if isinstance(made, DeskRidge):  # which can do them all at once
        return made.left_out(labelled_set.features, truth, labelled_set.weight, labelled_set.source, labelled_set.group,
                             labelled_set.family, splits, watch)
    decisions = np.full(len(labelled_set), np.nan)
    for done, split in enumerate(splits):
        watch(done)
        fitted = fit_candidate(labelled_set.take(split.train), truth[split.train], candidate, seed)
        decisions[split.test] = fitted.decision(labelled_set.features[split.test])
    return decisions
