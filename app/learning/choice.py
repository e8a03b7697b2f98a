"""Which candidate does best on sources that it has not seen, and what that choice is worth on a source that had no part in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.learning.candidates import LEARNERS
from app.learning.labelled_set import LabelledSet
from app.learning.metrics import auc
from app.learning.out_of_fold import fit_candidate, out_of_fold_decisions
from app.learning.splits import leave_one_source_out

FOLDS = 5   # sets of sources that are left out in turn inside a choice
FEWEST = 5  # of each label, for a source to be heard


@dataclass(frozen=True)
class Choice:
    """name: the candidate.  figures: each candidate's mean AUC out of source, on the very sources that chose.

    nested : by source, what the candidate that the other sources chose reaches on it: {candidate, auc}; auc None where it is undefined.
    """

    name: str
    figures: dict[str, float]
    nested: dict[str, dict]

    def as_dict(self) -> dict:
        """JSON-able, for the card; nested_mean over the sources that have an AUC, None without any."""
        known = [one["auc"] for one in self.nested.values() if one["auc"] is not None]
        return {"chosen": self.name, "figures": self.figures, "nested": self.nested,
                "nested_mean": float(np.mean(known)) if known else None}


def choose(labelled: LabelledSet, truth: np.ndarray, seed: int = 0, progress: Callable[[float, str], None] | None = None) -> Choice:
    """The registered learner with the best mean AUC over sources left out; the first of them where nothing can be compared.

    truth : (n,) bool, both values present.  The choice is repeated without each source, for the figure that it did not choose itself.
    progress gets a fraction and a sentence before each choice.
    """
    splits = leave_one_source_out(truth, labelled.source, labelled.group)
    nested = {}
    for done, split in enumerate(splits):
        if progress:
            progress(done / (len(splits) + 1), f"Choosing without {split.held_out}")
        rest, known, held = labelled.take(split.train), truth[split.train], truth[split.test]
        figures = figures_of(rest, known, seed)
        name = _best(figures)
        said = fit_candidate(rest, known, name, seed).decision(labelled.features[split.test])
        nested[split.held_out] = {"candidate": name, "auc": _auc(held, said) if held.any() and not held.all() else None}
    if progress:
        progress(len(splits) / (len(splits) + 1), "Choosing on all sources")
    figures = figures_of(labelled, truth, seed)
    return Choice(_best(figures), figures, nested)


def figures_of(labelled: LabelledSet, truth: np.ndarray, seed: int) -> dict[str, float]:
    """Each learner's mean AUC over sources that it was not fitted on; 0.5 where no source can be measured."""
    splits = leave_one_source_out(truth, labelled.source, labelled.group, FOLDS)
    found = {}
    for name in LEARNERS:
        said = out_of_fold_decisions(labelled, truth, splits, name, seed)
        by_source = []
        for source in np.unique(labelled.source):
            rows = (labelled.source == source) & np.isfinite(said)
            if min(truth[rows].sum(), (~truth[rows]).sum()) >= FEWEST:
                by_source.append(_auc(truth[rows], said[rows]))
        found[name] = float(np.mean(by_source)) if by_source else 0.5
    return found


def _best(figures: dict[str, float]) -> str:
    return max(figures, key=lambda name: figures[name])


def _auc(truth: np.ndarray, said: np.ndarray) -> float:
    return float(auc(np.ones((1, len(truth))), truth, said)[0])
