"""Any two versions of a question on the same photographs, each judged by fits that had not seen them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.domain import Role, User
from app.learning.evaluation import Measured, evaluate, evaluate_difference
from app.learning.labelled_set import LabelledSet
from app.learning.missing import filled, typical
from app.learning.reliability import reliability_bands
from app.questions import question_named
from app.services.access import require
from app.services.challenge import FOLDS
from app.services.deps import Deps
from app.services.labels import is_local
from app.services.report import Report, part_of
from app.services.scorer import ShelvedModel
from app.services.unseen_scores import fold_numbers, unseen_scores
from app.services.version_sets import labelled_set_of

SEED = 0


@dataclass(frozen=True)
class _Side:
    """One version: its model, what it was fitted on, and the photographs to judge, in its own columns."""

    shelved: ShelvedModel
    training: LabelledSet
    judged: LabelledSet


def compare_versions(deps: Deps, user: User, question: str, first: str, second: str, report: Report) -> dict:
    """JSON-able: question, first, second, photographs, decided_here, words, figures and reliability of each, difference (second - first).

    Judged are the photographs that either was fitted on; where they measure different features, those that both were.  What came with a
    version is judged by fits without its source, what was decided here by fits without its group.  Probabilities and what it can't tell
    are by each version's own calibration; whether a photograph is out of domain is left aside.  Leads.
    Raises VersionNotFound, VersionAltered, UnknownQuestion, JobCancelled.
    """
    require(user, Role.LEAD)
    labels = question_named(question).labels
    report(0.0, "Gathering photographs")
    sides = _sides(deps, question, first, second)
    told = [_unseen(side, labels[1], part_of(report, 0.5 * place, 0.45 + 0.5 * place)) for place, side in enumerate(sides)]
    both = np.isfinite(told[0]) & np.isfinite(told[1])
    report(0.95, "Measuring with intervals")
    measured = [_measured(side, decision, both, labels[1]) for side, decision in zip(sides, told, strict=True)]
    judged = sides[0].judged.take(both)
    figures, difference = [evaluate(one, SEED) for one in measured], evaluate_difference(measured[0], measured[1], SEED)
    return {
        "question": question, "first": first, "second": second, "photographs": int(both.sum()),
        "decided_here": int(is_local(judged.ids).sum()), "figures": figures, "difference": difference,
        "reliability": [reliability_bands(one.probability, one.truth, labels) for one in measured],
        "words": difference_words(first, second, figures[0], figures[1], difference),
    }


def difference_words(first: str, second: str, before: dict, after: dict, difference: dict) -> str:
    """The second version beside the first in one sentence, by the mean over sources; the last three are reports of evaluation."""
    change, n = difference["mean_over_sources"]["auc"], difference["pooled"]["auc"]["n"]
    if change["value"] is None:
        return f"{second} and {first} cannot be compared: no source has photographs of both labels."
    told = (f"on the same {n:,} photographs AUC (mean over sources) is {after['mean_over_sources']['auc']['value']:.3f} "
            f"beside {before['mean_over_sources']['auc']['value']:.3f}")
    if change["low"] is None:
        return f"{second} and {first}: {told}; there are too few sources for an interval."
    interval = f"difference {change['value']:+.3f}, 95 % interval {change['low']:+.3f} to {change['high']:+.3f}"
    verdict = "is better than" if change["low"] > 0 else "is worse than" if change["high"] < 0 else "cannot be told from"
    return f"{second} {verdict} {first}: {told} ({interval}).".replace("-0.", "−0.")


def _sides(deps: Deps, question: str, first: str, second: str) -> tuple[_Side, _Side]:
    shelved = [deps.models.version(question, name) for name in (first, second)]
    one, other = (labelled_set_of(deps, question, name) for name in (first, second))
    if shelved[0].model.feature_names == shelved[1].model.feature_names:
        judged = _united(other, one)
        return _whole(shelved[0], one, judged), _whole(shelved[1], other, judged)
    common = sorted(set(one.ids.tolist()) & set(other.ids.tolist()))
    return _whole(shelved[0], one, _of_ids(one, common)), _whole(shelved[1], other, _of_ids(other, common))


def _whole(shelved: ShelvedModel, training: LabelledSet, judged: LabelledSet) -> _Side:
    """What photographs lack, such as a face's features, is filled with what is usual in the training set, as a fit does."""
    usual = typical(training.features)
    training, judged = (replace(one, features=filled(one.features, usual).astype(np.float32, copy=False)) for one in (training, judged))
    return _Side(shelved, training, judged)


def _united(whole: LabelledSet, more: LabelledSet) -> LabelledSet:
    """Both sets, each photograph once: one that came with a version and was decided here has two ids and the same vector."""
    there = {row.tobytes() for row in whole.features}
    fresh = np.array([name not in set(whole.ids.tolist()) for name in more.ids.tolist()], dtype=bool)
    fresh &= np.array([row.tobytes() not in there for row in more.features], dtype=bool)
    return whole.joined(more.take(fresh))


def _of_ids(labelled: LabelledSet, ids: list[str]) -> LabelledSet:
    place = {name: row for row, name in enumerate(labelled.ids.tolist())}
    return labelled.take(np.array([place[name] for name in ids], dtype=np.int64))


def _unseen(side: _Side, second_label: str, report: Report) -> np.ndarray:
    """(n,) float64 decisions about the judged photographs by fits that had not seen them; NaN where there can be none."""
    judged, candidate = side.judged, side.shelved.model.candidate_id
    local = is_local(judged.ids)
    decisions = np.full(len(judged), np.nan)
    for rows, by, part in ((np.flatnonzero(local), "group", part_of(report, 0.0, 0.4)),
                           (np.flatnonzero(~local), "source", part_of(report, 0.4, 1.0))):
        some = judged.take(rows)
        fold = fold_numbers(some, second_label, FOLDS, SEED) if by == "group" else np.unique(some.source, return_inverse=True)[1]
        rows, some, fold = rows[fold >= 0], some.take(fold >= 0), fold[fold >= 0]
        decisions[rows] = unseen_scores(side.training, some, fold, second_label, by, candidate, SEED, part)
    return decisions


def _measured(side: _Side, decision: np.ndarray, both: np.ndarray, second_label: str) -> Measured:
    judged, model = side.judged.take(both), side.shelved.model
    probability = model.sigmoid.probability(decision[both])
    return Measured(judged.labels == second_label, probability, ~model.sets.answers(probability, judged.low_resolution), judged.source,
                    judged.group)
