"""Score a photo with the champion: stored once per photo, question and model version, and never changed."""

from __future__ import annotations

import numpy as np

from app.domain import Photo, Score
from app.errors import NotScored
from app.features.schema import Schema
from app.services.auto_accept import accept_sure
from app.services.deps import Deps
from app.services.feature_row import measure, schema_of_model
from app.services.scorer import ShelvedModel
from app.store import feature_sets, photos, queue, scores
from app.store.ids import new_id

SMALLEST_SIDE = 256
LOW_RESOLUTION_SIDE = 1024


def score_photo(deps: Deps, photo_id: str, question: str) -> Score:
    """The champion's score of a photo, computed and stored if it is not there yet; a new one moves the photo in the queue.

    Raises PhotoNotFound, NotScored (under 256 px a side), NoChampion, VersionAltered, SchemaMismatch.
    """
    shelved = deps.models.champion(question)
    with deps.database.read() as session:
        photo = photos.get(session, photo_id)
        stored = scores.by_version(session, photo_id, question, shelved.name)
    if stored is not None:
        return stored
    if min(photo.width, photo.height) < SMALLEST_SIDE:
        raise NotScored
    schema = schema_of_model(shelved.model)
    row, is_new = features_of(deps, photo, schema)
    score = scored(deps, photo, shelved, row)
    with deps.database.begin() as session:
        if is_new:
            feature_sets.save(session, photo.id, schema.id, row)
        score = scores.add(session, score)
        queue.rescore(session, question, photo.id, score.id, uncertainty(score))
        accept_sure(deps, session, question, [score])
    return score


def features_of(deps: Deps, photo: Photo, schema: Schema) -> tuple[np.ndarray, bool]:
    """(d,) float32 as stored, or measured now from the kept bytes; the second value says whether it was measured now."""
    with deps.database.read() as session:
        kept = feature_sets.load(session, photo.id, schema.id)
    if kept is not None:
        return kept[0], False
    return measure(deps.decoder.decode(deps.blobs.path_of(photo.sha256)).image, schema), True


def scored(deps: Deps, photo: Photo, shelved: ShelvedModel, row: np.ndarray) -> Score:
    """What the model says of a feature vector, as a record that is not stored yet."""
    low_resolution = max(photo.width, photo.height) < LOW_RESOLUTION_SIDE
    prediction = shelved.model.predict(row, low_resolution)
    return Score(
        id=new_id(), photo_id=photo.id, question=shelved.question, model_version=shelved.name, probabilities=prediction.probabilities,
        suggestion=prediction.suggestion, abstention=prediction.abstention, in_domain=prediction.in_domain, low_resolution=low_resolution,
        contributions=prediction.contributions, scored_at=deps.clock(),
    )


def uncertainty(score: Score) -> float:
    """0 (sure) to 1: the lower half for suggestions, the upper for "can't tell", inside each by how far from certain."""
    even = 1.0 / len(score.probabilities)
    doubt = (1.0 - score.confidence) / (1.0 - even)
    return 0.5 + doubt / 2 if score.abstention else doubt / 2
