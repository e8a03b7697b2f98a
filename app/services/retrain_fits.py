"""The fits of a retrain: the adaptation, which takes seconds, and a search for a better one; the better of both is the challenger."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.learning.candidates import ADAPTATION, DESK_SEARCH
from app.learning.fitted_model import FittedModel, fit_model
from app.learning.labelled_set import LabelledSet
from app.learning.metrics import auc
from app.learning.out_of_fold import several_out_of_fold
from app.learning.splits import Split, grouped_folds, leave_one_source_out
from app.services.labels import is_local
from app.services.report import Report, part_of
from app.services.retrain_material import Material

CLEARLY = 0.005   # by how much a search must beat the adaptation, since the best of several flatters itself
FEW_ENOUGH = 2500  # photographs up to which the question's own candidate is tried too, and all of them are tried on


@dataclass(frozen=True)
class Tried:
    """What one candidate reached out of fold: the AUC here, and the mean over shipped sources left out; null where undefined."""

    candidate: str
    here: float | None
    elsewhere: float | None

    @property
    def mean(self) -> float:
        known = [one for one in (self.here, self.elsewhere) if one is not None]
        return float(np.mean(known)) if known else 0.0


def fit_challenger(material: Material, seed: int, quick: bool, report: Report) -> tuple[FittedModel, dict]:
    """The model and its card; card["fit"] says what was tried and which one won.  quick : the adaptation alone.

    Deterministic for a seed.  The search judges on other folds than the gate will.  Raises OneClassOnly, JobCancelled.
    """
    candidates = [ADAPTATION] if quick else [ADAPTATION, *DESK_SEARCH]
    if not quick and len(material.labelled) <= FEW_ENOUGH:
        candidates += material.question.candidates[:1]
    sample = _sample(material.labelled)
    step = 0.5 / len(candidates)
    tried = [] if quick else [_try(material, sample, one, seed, part_of(report, step * at, step * (at + 1)))
                              for at, one in enumerate(candidates)]
    best = max(tried[1:], key=lambda one: one.mean, default=None)
    chosen = best.candidate if best and best.mean > tried[0].mean + CLEARLY else ADAPTATION
    report.log("Fitted by adaptation." if quick else
               f"Of {len(tried)} ways to fit, {'a full refit' if chosen != ADAPTATION else 'the adaptation'} ({chosen}) was the best: "
               + "; ".join(_words(one) for one in tried) + ".")
    schema, question = material.schema, material.question
    model, card = fit_model(material.labelled, question.id, question.labels, schema.id, schema.names, schema.family_of, seed=seed,
                            candidate=chosen, progress=part_of(report, 0.0 if quick else 0.5, 1.0))
    card["fit"] = {"won": "adaptation" if chosen == ADAPTATION else "refit", "candidate": chosen,
                   "tried": [{"candidate": one.candidate, "here": one.here, "elsewhere": one.elsewhere} for one in tried]}
    return model, card


def _sample(labelled: LabelledSet) -> LabelledSet:
    """Of many photographs every second, third and so on, source by source, so that a search stays short."""
    order = np.argsort(labelled.source, kind="stable")
    return labelled.take(np.sort(order[::len(labelled) // (FEW_ENOUGH + 1) + 1]))


def _try(material: Material, labelled: LabelledSet, candidate: str, seed: int, report: Report) -> Tried:
    truth, here = labelled.labels == material.question.labels[1], is_local(labelled.ids)
    rows = np.flatnonzero(here)
    local = labelled.take(here)
    folds = grouped_folds(truth[here], local.source, local.group, seed=seed)
    splits = [Split(fold.held_out, np.flatnonzero(~np.isin(labelled.group, local.group[fold.test])), rows[fold.test]) for fold in folds]
    abroad = [split for split in leave_one_source_out(truth, labelled.source, labelled.group) if not here[split.test].any()]
    said, far = several_out_of_fold(labelled, truth, [splits, abroad], candidate, seed, report)
    away = [_auc(truth, far, split.test) for split in abroad]
    defined = [one for one in away if one is not None]
    return Tried(candidate, _auc(truth, said, rows), float(np.mean(defined)) if defined else None)


def _auc(truth: np.ndarray, said: np.ndarray, rows: np.ndarray) -> float | None:
    rows = rows[np.isfinite(said[rows])]
    if not len(rows) or truth[rows].all() or not truth[rows].any():
        return None
    return float(auc(np.ones((1, len(rows))), truth[rows], said[rows])[0])


def _words(one: Tried) -> str:
    here, elsewhere = ("–" if value is None else f"{value:.3f}" for value in (one.here, one.elsewhere))
    return f"{one.candidate} {here} here, {elsewhere} elsewhere"
