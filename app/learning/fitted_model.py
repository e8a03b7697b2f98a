"""A fitted model: calibrated probabilities, abstention and contributions for feature vectors of one schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.domain import Abstention
from app.learning.labelled_set import LabelledSet

Progress = Callable[[float, str], None]  # fraction from 0 to 1, a sentence; may raise JobCancelled


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


class FittedModel:
    """question, labels, schema_id, feature_names, family_of: what it was fitted for.

    reliability: list of bands (see app/learning/reliability.py).  summaries: see app/learning/summaries.py.
    """

    question: str
    labels: tuple[str, ...]
    schema_id: str
    feature_names: tuple[str, ...]
    family_of: dict[str, str]
    reliability: list[dict]

    def predict(self, row: np.ndarray, low_resolution: bool = False) -> Prediction:
        """One photograph.  row: (d,) float32.  Raises SchemaMismatch for another length."""
        raise NotImplementedError

    def predict_many(self, rows: np.ndarray, low_resolution: np.ndarray | None = None) -> list[Prediction]:
        """Many photographs, (n, d).  The same numbers as predict."""
        raise NotImplementedError

    def probabilities(self, rows: np.ndarray) -> np.ndarray:
        """(n,) calibrated probability of labels[1]; the fastest way for evaluation."""
        raise NotImplementedError

    def summary_of(self, feature: str) -> dict:
        """How a feature is distributed by label in the labelled set: edges, and per label counts, quantiles and n.  JSON-able."""
        raise NotImplementedError

    def scored_like(self, confidence: float, label: str) -> dict | None:
        """The band of out-of-source predictions that this one falls into: {low, high, n, correct, label}, or None where n < 30."""
        raise NotImplementedError


def fit_model(labelled_set: LabelledSet, question_id: str, labels: tuple[str, ...], schema_id: str, feature_names: tuple[str, ...],
              family_of: dict[str, str], seed: int = 0, candidate: str = "logistic",
              progress: Progress | None = None) -> tuple[FittedModel, dict]:
    """Fits, calibrates and measures a model; the second value is its card (JSON-able, see app/learning/card.py).

    Raises NothingToLearn (no rows), OneClassOnly, UnknownLabel, SchemaMismatch (columns do not match feature_names).
    """
    raise NotImplementedError
