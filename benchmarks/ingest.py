"""Photographs whose features are known into the database: photo, feature set, score and place in the queue, per second."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from app.domain import Photo
from app.store import feature_sets, photos, queue, scores
from app.store.engine import Database, open_database
from app.store.migrate import upgrade
from benchmarks.million import QUESTION, scored, some_photos

COUNT, AT_ONCE, FEATURES = 20_000, 1000, 1225
SCHEMA = f"v1-{FEATURES}-bench"


def measure() -> dict[str, float]:
    """{ingest_per_s}: median of three runs into an empty database."""
    return {"ingest_per_s": float(np.median([_run() for _ in range(3)]))}


def _run() -> float:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'loupe.db'}"
        upgrade(url)
        database = open_database(url)
        try:
            taken = list(some_photos(COUNT))
            features = np.random.default_rng(0).normal(size=(1, FEATURES)).astype(np.float32)
            started = time.perf_counter()
            for start in range(0, COUNT, AT_ONCE):
                _take_in(database, taken[start:start + AT_ONCE], features)
            return COUNT / (time.perf_counter() - started)
        finally:
            database.close()


def _take_in(database: Database, part: list[Photo], features: np.ndarray) -> None:
    said = [scored(photo, 0.7) for photo in part]
    entries = [queue.NewEntry(photo.id, 0.6, score.id, photo.origin.batch) for photo, score in zip(part, said, strict=True)]
    with database.begin() as session:
        photos.add_many(session, part)
        feature_sets.save_many(session, SCHEMA, {photo.id: features for photo in part})
        scores.add_many(session, said)
        queue.enqueue(session, QUESTION, entries, part[0].uploaded_at)
