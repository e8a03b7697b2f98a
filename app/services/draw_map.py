"""Draw a map: evidence knows no models, so those that vote are handed one here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

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


@dataclass(frozen=True, eq=False)
class ModelJudge:
    """A model and a photo's features, (d,) float32; see Judge."""

    model: FittedModel
    row: np.ndarray

    @property
    def families(self) -> frozenset[str]:
        return frozenset(self.model.family_of.values())

    def __call__(self, parts: Mapping[str, np.ndarray]) -> np.ndarray:
        count = max((len(rows) for rows in parts.values()), default=1)
        altered = np.repeat(self.row[None], count, axis=0)
        for family, rows in parts.items():
            columns = [place for place, name in enumerate(self.model.feature_names) if self.model.family_of[name] == family]
            altered[:, columns] = np.where(np.isnan(rows), altered[:, columns], rows)
        votes = self._log_odds(altered)
        return votes + (self._log_odds(self.row[None])[0] - votes.mean())  # smaller windows shift all parts alike

    def _log_odds(self, rows: np.ndarray) -> np.ndarray:
        probability = np.clip(self.model.probabilities(rows), CERTAIN, 1 - CERTAIN)
        return np.log(probability / (1 - probability))


def ends_of(one: Map, question: Question) -> tuple[str, str] | None:
    """What the ends of the map's colours say, for its legend; None where it needs none."""
    if one.vote is not None:
        claim, against = question.labels[:2]
        return question.label_words[claim], question.label_words[against]
    return one.ends
