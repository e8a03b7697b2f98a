"""Feature sets: float32 rows per photo and schema, kept as little-endian bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from app.store.engine import Session


def save(session: Session, photo_id: str, schema: str, features: np.ndarray, positions: np.ndarray | None = None) -> None:
    """features: (rows, n) or (n,) float32; positions: (rows, k) float32 or None.  Replaces an older one of the same schema."""
    raise NotImplementedError


def save_many(session: Session, schema: str, rows: Mapping[str, np.ndarray]) -> None:
    """photo id -> (n,) float32 for photos that have none of this schema yet, fast."""
    raise NotImplementedError


def load(session: Session, photo_id: str, schema: str) -> np.ndarray | None:
    """(rows, n) float32, or None."""
    raise NotImplementedError


def load_positions(session: Session, photo_id: str, schema: str) -> np.ndarray | None:
    """(rows, k) float32, or None."""
    raise NotImplementedError


def load_many(session: Session, photo_ids: Sequence[str], schema: str) -> tuple[list[str], np.ndarray]:
    """(ids that have one, (len(ids), n) float32) of one-row feature sets, in the order asked."""
    raise NotImplementedError


def missing(session: Session, schema: str, limit: int) -> list[str]:
    """Ids of photos, not erased, without a feature set of this schema; oldest first."""
    raise NotImplementedError
