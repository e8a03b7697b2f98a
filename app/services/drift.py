"""How far the newest photographs and their scores have moved from what a version was fitted on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from app.errors import LoupeError
from app.learning.drift import FALSE_ALARMS, LARGE_PSI, counted_drift, feature_drift
from app.services.deps import Deps
from app.store.insights.recent_scores import features_of, recent_scores

if TYPE_CHECKING:
    from app.learning.fitted_model import FittedModel

WINDOW = timedelta(days=30)
NEWEST = 2000
ENOUGH = 100        # photographs, under which drift is not looked for
FAMILY_MOVED = 0.1  # of a family's features, before it is named


@dataclass(frozen=True)
class DriftFinding:
    """JSON-able by dataclasses.asdict.  trouble: why nothing could be said, or None.

    photos: looked at; features, moved: all, and those that moved.  families: (name, moved, all) of those where a tenth moved or more.
    score_psi, score_chance: of the scores' histogram against the version's own on unseen photographs; scores_moved: both are beyond limits.
    """

    version: str | None
    photos: int
    features: int = 0
    moved: int = 0
    families: tuple[tuple[str, int, int], ...] = ()
    score_psi: float | None = None
    score_chance: float | None = None
    scores_moved: bool = False
    trouble: str | None = None


def find_drift(deps: Deps, question: str) -> DriftFinding:
    """The champion's photographs of the last WINDOW, at most NEWEST."""
    try:
        shelved = deps.models.champion(question)
    except LoupeError as trouble:
        return DriftFinding(None, 0, trouble=str(trouble))
    model = shelved.model
    with deps.database.read() as session:
        recent = recent_scores(session, question, shelved.name, deps.clock() - WINDOW, NEWEST)
        if len(recent) < ENOUGH:
            return DriftFinding(shelved.name, len(recent), trouble=f"Not enough yet: {len(recent)} of {ENOUGH} photographs in 30 days.")
        rows = features_of(session, [photo_id for photo_id, _ in recent], model.schema_id)
    probability = np.array([probabilities[model.labels[1]] for _, probabilities in recent])
    return _found(shelved.name, model, rows, probability)


def _found(version: str, model: FittedModel, rows: np.ndarray, probability: np.ndarray) -> DriftFinding:
    if not len(model.summaries.n) or not model.summaries.n.sum():
        return DriftFinding(version, len(probability), trouble=f"Version {version} keeps no summary of what it was fitted on.")
    psi, chance = _scores(model, probability)
    finding = DriftFinding(version, len(probability), score_psi=psi, score_chance=chance,
                           scores_moved=psi is not None and chance is not None and psi >= LARGE_PSI and chance < FALSE_ALARMS)
    if len(rows) < ENOUGH:
        return finding
    moved = feature_drift(rows, model.summaries, float(probability.mean())).moved
    by_family: dict[str, list[bool]] = {}
    for name, has_moved in zip(model.feature_names, moved.tolist(), strict=True):
        by_family.setdefault(model.family_of[name], []).append(has_moved)
    named = tuple((family, sum(these), len(these)) for family, these in by_family.items() if sum(these) >= FAMILY_MOVED * len(these))
    return DriftFinding(version, len(probability), len(moved), int(moved.sum()), tuple(sorted(named, key=lambda one: -one[1] / one[2])),
                        psi, chance, finding.scores_moved)


def _scores(model: FittedModel, probability: np.ndarray) -> tuple[float | None, float | None]:
    """PSI and p of the scores against the bands that were counted on unseen photographs; None where there were none."""
    bands = sorted(((1 - band["high"], 1 - band["low"], band["n"]) if band["label"] == model.labels[0] else
                    (band["low"], band["high"], band["n"]) for band in model.reliability), key=lambda band: band[0])
    expected = np.array([n for _, _, n in bands], dtype=np.int64)
    if not len(expected) or not expected.sum():
        return None, None
    inner = np.array([high for _, high, _ in bands[:-1]])
    counted = np.bincount(np.searchsorted(inner, probability, "right"), minlength=len(bands))
    psi, _, chance = counted_drift(expected, counted)
    return psi, chance
