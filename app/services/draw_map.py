"""Draw a map: evidence knows no models, so those that vote are handed one here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from app.errors import MapNotFound
from app.evidence.evidence_map import Judge, Map
from app.features.plane_views import PlaneViews
from app.questions import Question

if TYPE_CHECKING:
    from app.learning.fitted_model import FittedModel

CERTAIN = 1e-6


def draw(one: Map, planes: PlaneViews, judge: Callable[[], Judge]) -> np.ndarray:
    """The map's picture, see Map.  judge is only called for a map that votes.  Raises whatever judge raises."""
    if one.vote is not None:
        return one.vote(planes, judge())
    assert one.make is not None
    return one.make(planes)


def judge_of(model: FittedModel, row: np.ndarray) -> Judge:
    """The model's word on the photo with features `row`, (d,) float32, when one family's are exchanged."""

    def judge(family: str, rows: np.ndarray) -> np.ndarray:
        columns = [place for place, name in enumerate(model.feature_names) if model.family_of[name] == family]
        if len(columns) != rows.shape[1]:
            raise MapNotFound("This model version does not read the family that votes.")
        altered = np.repeat(row[None], len(rows), axis=0)
        altered[:, columns] = rows
        probability = np.clip(model.probabilities(altered), CERTAIN, 1 - CERTAIN)
        return np.log(probability / (1 - probability))

    return judge


def ends_of(one: Map, question: Question) -> tuple[str, str] | None:
    """What the ends of the map's colours say, for its legend; None where it needs none."""
    if one.vote is not None:
        claim, against = question.labels[:2]
        return question.label_words[claim], question.label_words[against]
    return one.ends
