"""The features that move a score most, each with where the photograph stands among those of either label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.features.external import family_named
from app.questions import Question
from app.services.explain import FeatureView
from app.services.standing import distributions_of, standing_sentence

if TYPE_CHECKING:
    from app.learning.fitted_model import FittedModel, Prediction


def strongest_features(question: Question, model: FittedModel, row: np.ndarray, said: Prediction,
                       count: int = 6) -> tuple[FeatureView, ...]:
    """The `count` features with the largest shares either way, the largest first.  row: (d,) float32, said: the model's word on it."""
    order = np.argsort(-np.abs(said.feature_contributions), kind="stable")[:count]
    return tuple(_view(question, model, float(row[index]), float(said.feature_contributions[index]), model.feature_names[index])
                 for index in order)


def _view(question: Question, model: FittedModel, value: float, log_odds: float, feature: str) -> FeatureView:
    family_id, _, name = feature.partition(".")
    family = family_named(family_id)
    title = family.titles.get(name) or f"{family.title}, {name.replace('_', ' ')}"
    against = question.labels[0] if log_odds > 0 else question.labels[1]
    told = distributions_of(model.summary_of(feature))
    standing = standing_sentence(title, value, told, against, question.label_plural[against])
    return FeatureView(feature, title, family.units.get(name, ""), value, log_odds, told, standing)
