"""The newest photographs with what a model version read and said of them."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from sqlalchemy import select

from app.store import feature_sets
from app.store.engine import Session
from app.store.tables import photos, scores


def recent_scores(session: Session, question: str, version: str, since: datetime, limit: int) -> list[tuple[str, dict[str, float]]]:
    """(photo id, probabilities) of the newest photographs taken in since then that this version scored and that are not small."""
    query = select(photos.c.id, scores.c.probabilities).join(
        scores, (scores.c.photo_id == photos.c.id) & (scores.c.question == question) & (scores.c.model_version == version))
    newest = query.where(photos.c.uploaded_at >= since, ~scores.c.low_resolution).order_by(photos.c.uploaded_at.desc())
    return [(one, probabilities) for one, probabilities in session.execute(newest.limit(limit))]


def features_of(session: Session, photo_ids: list[str], schema: str) -> np.ndarray:
    """(n, d) float32 of those photographs that have a vector of this schema."""
    return feature_sets.load_many(session, photo_ids, schema)[1]
