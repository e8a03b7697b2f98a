"""Drift on a desk with a real model: photographs like those fitted on, and others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.learning.labelled_set import LabelledSet
from app.services.deps import Deps
from app.services.drift import ENOUGH, find_drift
from app.services.score import scored
from app.store import photos, scores
from tests.services.tiny_model import tiny_labelled_set
from tests.services.vectors_desk import add_vectors


def arrive(deps: Deps, labelled: LabelledSet) -> None:
    """Photographs with these vectors come in and are scored."""
    ids = add_vectors(deps, labelled)
    shelved = deps.models.champion("recapture")
    with deps.database.begin() as session:
        for photo_id, row in zip(ids, labelled.features, strict=True):
            scores.add(session, scored(deps, photos.get(session, photo_id), shelved, row))


def like_those(count: int, moved: float = 0.0) -> LabelledSet:
    """So many photographs drawn from those that the tiny model was fitted on, each a little different; moved: by how many deviations."""
    base = tiny_labelled_set()
    rng = np.random.default_rng(0)
    rows = rng.integers(len(base), size=count)
    spread = base.features.std(axis=0)
    features = base.features[rows] + spread * (rng.normal(0, 0.05, (count, 1)) + moved)
    ids = np.array([f"new-{moved}-{number}" for number in range(count)])
    return replace(base.take(rows), features=features.astype(np.float32), ids=ids)


def test_few_photographs_are_not_judged(deps: Deps) -> None:
    arrive(deps, like_those(ENOUGH - 1))
    assert f"{ENOUGH - 1} of {ENOUGH}" in str(find_drift(deps, "recapture").trouble)


def test_photographs_like_those_fitted_on_have_not_moved_and_others_have(deps: Deps, clock) -> None:
    arrive(deps, like_those(140))
    same = find_drift(deps, "recapture")
    assert same.trouble is None and same.features > 1000 and same.moved == 0 and same.families == ()
    clock.move(days=60)
    arrive(deps, like_those(140, moved=3.0))
    other = find_drift(deps, "recapture")
    assert other.photos == 140 and other.moved > 0.5 * other.features and len(other.families) > 3
