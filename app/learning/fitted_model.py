"""A fitted model: calibrated probabilities, abstention and contributions for feature vectors of one schema."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.domain import CANNOT_TELL, Abstention
from app.errors import NothingToLearn, OneClassOnly, SchemaMismatch, UnknownLabel
from app.learning.calibration import Sigmoid
from app.learning.candidates import Candidate
from app.learning.card import make_card
from app.learning.conformal import ConformalSets
from app.learning.contributions import by_family, families_in_order
from app.learning.domain_check import DomainCheck, fit_domain_check
from app.learning.labelled_set import LabelledSet
from app.learning.missing import filled, typical
from app.learning.out_of_fold import Progress, fit_and_leave_out
from app.learning.reliability import band_of, reliability_bands
from app.learning.splits import grouped_folds, leave_one_source_out
from app.learning.summaries import Summaries, summarise
from app.learning.unseen import calibrate, unseen_predictions


@dataclass(frozen=True)
class Prediction:
    """What a model says about one photograph.

    contributions: log-odds towards labels[1] by family; with bias they sum to the logit of probabilities[labels[1]].
    feature_contributions: (d,) float64, the same by feature.  distance: 1 is the edge of the domain.
    """

    probabilities: dict[str, float]
    suggestion: str
    abstention: Abstention | None
    in_domain: bool
    distance: float
    bias: float
    contributions: dict[str, float]
    feature_contributions: np.ndarray


@dataclass(frozen=True)
class FittedModel:
    """question, labels, schema_id, feature_names, family_of: what it was fitted for.  The rest is learned.

    reliability : list of bands (see app/learning/reliability.py), counted on photographs that the model did not see.
    """

    question: str
    labels: tuple[str, ...]
    schema_id: str
    feature_names: tuple[str, ...]
    family_of: dict[str, str]
    candidate_id: str
    candidate: Candidate
    sigmoid: Sigmoid
    sets: ConformalSets
    domain: DomainCheck
    summaries: Summaries
    reliability: list[dict]

    def predict(self, row: np.ndarray, low_resolution: bool = False) -> Prediction:
        """One photograph.  row: (d,) float32.  Raises SchemaMismatch for another length."""
        return self.predict_many(np.asarray(row)[None], np.array([low_resolution]))[0]

    def predict_many(self, rows: np.ndarray, low_resolution: np.ndarray | None = None) -> list[Prediction]:
        """Many photographs, (n, d).  The same numbers as predict.  low_resolution : (n,) bool."""
        rows = self._checked(rows)
        low = np.zeros(len(rows), bool) if low_resolution is None else low_resolution
        probability, distance = self.probabilities(rows), self.domain.distances(rows)
        parts, bias = self.candidate.contributions(rows)
        parts, bias = parts * self.sigmoid.slope, float(self.sigmoid.logit(np.array(bias)))
        shares = by_family(parts, self.feature_names, self.family_of)
        families = families_in_order(self.feature_names, self.family_of)
        predictions = []
        for at in range(len(rows)):
            p, abstention = float(probability[at]), self._abstention(probability[at], distance[at], bool(low[at]))
            predictions.append(Prediction(
                probabilities={self.labels[0]: 1 - p, self.labels[1]: p},
                suggestion=CANNOT_TELL if abstention else self.labels[int(p >= 0.5)], abstention=abstention,
                in_domain=bool(distance[at] <= 1), distance=float(distance[at]), bias=bias,
                contributions=dict(zip(families, shares[at].tolist(), strict=True)), feature_contributions=parts[at]))
        return predictions

    def probabilities(self, rows: np.ndarray) -> np.ndarray:
        """(n,) calibrated probability of labels[1]; the fastest way for evaluation."""
        return self.sigmoid.probability(self.candidate.decision(self._checked(rows)))

    def unsure_between(self, low_resolution: bool = False) -> tuple[float, float]:
        """Probabilities of labels[1] between which it can't tell."""
        return self.sets.unsure_between(low_resolution)

    def summary_of(self, feature: str) -> dict:
        """How a feature is distributed by label in the labelled set (see Summaries.of).  Raises ValueError for an unknown name."""
        return self.summaries.of(self.feature_names.index(feature), self.labels)

    def scored_like(self, confidence: float, label: str) -> dict | None:
        """The band of unseen photographs called label with like confidence: {label, low, high, n, correct}; None under 30."""
        return band_of(self.reliability, confidence, label)

    def _abstention(self, probability: np.float64, distance: float, low: bool) -> Abstention | None:
        if not distance <= 1:
            return Abstention.OUT_OF_DOMAIN
        within, without = self.sets.unsure_between(low), self.sets.unsure_between(False)
        if not within[0] <= probability <= within[1]:
            return None
        return Abstention.CONFORMAL if without[0] <= probability <= without[1] else Abstention.LOW_RESOLUTION

    def _checked(self, rows: np.ndarray) -> np.ndarray:
        """With what is usual where something is missing (NaN), which then contributes nothing."""
        if rows.ndim != 2 or rows.shape[1] != len(self.feature_names):
            raise SchemaMismatch()
        return filled(rows, self.domain.mean)


def fit_model(labelled_set: LabelledSet, question_id: str, labels: tuple[str, ...], schema_id: str, feature_names: tuple[str, ...],
              family_of: dict[str, str], seed: int = 0, candidate: str = "logistic",
              progress: Progress | None = None) -> tuple[FittedModel, dict]:
    """Fits, calibrates and measures a model; the second value is its card (JSON-able, see app/learning/card.py).

    Raises NothingToLearn (no rows), OneClassOnly, UnknownLabel, SchemaMismatch (columns do not match feature_names).
    """
    truth = _checked(labelled_set, labels, feature_names)
    labelled_set = labelled_set.with_families([family_of[name] for name in feature_names])
    whole = filled(labelled_set.features, typical(labelled_set.features))
    labelled_set = replace(labelled_set, features=whole.astype(np.float32, copy=False))
    report = progress or _silent
    by_source = leave_one_source_out(truth, labelled_set.source, labelled_set.group)
    by_group = grouped_folds(truth, labelled_set.source, labelled_set.group, seed=seed)
    fitted, (out_of_source, out_of_group) = fit_and_leave_out(labelled_set, truth, [by_source, by_group], candidate, seed,
                                                              lambda done, words: report(0.7 * done, words))
    report(0.7, "Calibrating")
    abroad = unseen_predictions(labelled_set, truth, by_source, out_of_source)
    enough = abroad if len(abroad.rows) > len(truth) / 2 else None
    home = unseen_predictions(labelled_set, truth, by_group, out_of_group, enough)
    basis = enough or home
    sigmoid, sets = calibrate(labelled_set, truth, basis.rows, basis.decision)
    model = FittedModel(
        question=question_id, labels=tuple(labels), schema_id=schema_id, feature_names=tuple(feature_names), family_of=dict(family_of),
        candidate_id=candidate, candidate=fitted, sigmoid=sigmoid, sets=sets,
        domain=fit_domain_check(labelled_set.features, labelled_set.family), summaries=summarise(labelled_set.features, truth),
        reliability=reliability_bands(basis.probability, truth[basis.rows], labels))
    report(0.8, "Measuring with intervals")
    card = make_card(model, labelled_set, truth, abroad, home, seed)
    report(1.0, "Fitted and measured")
    return model, card


def _checked(labelled_set: LabelledSet, labels: tuple[str, ...], feature_names: tuple[str, ...]) -> np.ndarray:
    if not len(labelled_set):
        raise NothingToLearn()
    if labelled_set.features.shape[1] != len(feature_names):
        raise SchemaMismatch()
    unknown = sorted(set(labelled_set.labels.tolist()) - set(labels))
    if unknown:
        raise UnknownLabel(f"{unknown[0]!r} is not one of the labels {' and '.join(labels)}.")
    truth = labelled_set.labels == labels[1]
    if min(truth.sum(), (~truth).sum()) < 2:
        raise OneClassOnly()
    return truth


def _silent(done: float, words: str) -> None:
    """Where nobody listens."""
