"""The features worth looking at in an evaluation: of each family the one that tells these photographs apart best."""

from __future__ import annotations

import numpy as np

from app.features.families import FAMILIES
from app.learning.feature_spread import feature_spread, separation
from app.learning.fitted_model import FittedModel
from app.learning.labelled_set import LabelledSet
from app.questions import Question

MOST = 8


def telling_features(model: FittedModel, labelled: LabelledSet, question: Question) -> list[dict]:
    """Each with feature, title, unit, family and what feature_spread says, the most telling first; empty where a label is missing."""
    truth = labelled.labels == question.labels[1]
    if not (truth.any() and not truth.all()):
        return []
    chosen = []
    for family in dict.fromkeys(model.family_of.values()):
        known = FAMILIES.get(family)
        columns = [model.feature_names.index(f"{family}.{name}") for name in known.featured
                   if f"{family}.{name}" in model.feature_names] if known else []
        columns = [column for column in columns if _both(labelled.features[:, column], truth)]
        if columns:
            chosen.append(max(columns, key=lambda column: _separation(labelled.features[:, column], truth)))
    chosen.sort(key=lambda column: -_separation(labelled.features[:, column], truth))
    return [_told(model, labelled, truth, column, question) for column in chosen[:MOST]]


def _told(model: FittedModel, labelled: LabelledSet, truth: np.ndarray, column: int, question: Question) -> dict:
    feature = model.feature_names[column]
    family = FAMILIES[model.family_of[feature]]
    name, values = feature.removeprefix(f"{family.id}."), labelled.features[:, column]
    known = np.isfinite(values)
    return {"feature": feature, "title": family.titles[name], "unit": family.units[name], "family": family.title,
            **feature_spread(values[known].astype(np.float64), truth[known], labelled.source[known], question.labels[:2])}


def _both(values: np.ndarray, truth: np.ndarray) -> bool:
    """Whether photographs of both labels have the feature; some, such as those without a face, lack it."""
    known = truth[np.isfinite(values)]
    return bool(known.any() and not known.all())


def _separation(values: np.ndarray, truth: np.ndarray) -> float:
    known = np.isfinite(values)
    return separation(values[known], truth[known])
