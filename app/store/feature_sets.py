"""Feature sets: float32 rows per photo and schema, kept as little-endian bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import Select, func, insert, select

from app.store.engine import Session
from app.store.insert_new import replace
from app.store.tables import feature_sets, photos

LITTLE_FLOAT = np.dtype("<f4")


def save(session: Session, photo_id: str, schema: str, features: np.ndarray, positions: np.ndarray | None = None) -> None:
    """features: (rows, n) or (n,) float32; positions: (rows, k) float32 or None.  Replaces an older one of the same schema."""
    replace(session, feature_sets, _values(photo_id, schema, features, positions))


def save_many(session: Session, schema: str, rows: Mapping[str, np.ndarray]) -> None:
    """photo id -> (n,) float32 for photos that have none of this schema yet, fast."""
    if rows:
        session.execute(insert(feature_sets), [_values(photo_id, schema, features, None) for photo_id, features in rows.items()])


def load(session: Session, photo_id: str, schema: str) -> np.ndarray | None:
    """(rows, n) float32, or None."""
    row = session.execute(_of(photo_id, schema)).one_or_none()
    return None if row is None else _array(row.features, row.rows)


def load_positions(session: Session, photo_id: str, schema: str) -> np.ndarray | None:
    """(rows, k) float32, or None."""
    row = session.execute(_of(photo_id, schema)).one_or_none()
    return None if row is None or row.positions is None else _array(row.positions, row.rows)


def load_many(session: Session, photo_ids: Sequence[str], schema: str) -> tuple[list[str], np.ndarray]:
    """(ids that have one, (len(ids), n) float32) of one-row feature sets, in the order asked."""
    found: dict[str, bytes] = {}
    for start in range(0, len(photo_ids), 1000):
        some = select(feature_sets.c.photo_id, feature_sets.c.features).where(
            feature_sets.c.photo_id.in_(photo_ids[start:start + 1000]), feature_sets.c.schema == schema, feature_sets.c.rows == 1)
        found.update((row.photo_id, row.features) for row in session.execute(some))
    ids = [photo_id for photo_id in photo_ids if photo_id in found]
    if not ids:
        return [], np.empty((0, 0), np.float32)
    return ids, _array(b"".join(found[photo_id] for photo_id in ids), len(ids))


def unmeasured(session: Session, schema: str, smallest_side: int, after: str, limit: int) -> list[str]:
    """Ids, in order and above `after`, of photos that are large enough to be measured and have no feature set of this schema."""
    query = _unmeasured(schema, smallest_side).where(photos.c.id > after)
    return list(session.execute(query.order_by(photos.c.id).limit(limit)).scalars())


def count_unmeasured(session: Session, schema: str, smallest_side: int) -> int:
    """How many there are; reads all photos."""
    return session.execute(select(func.count()).select_from(_unmeasured(schema, smallest_side).subquery())).scalar_one()


def _unmeasured(schema: str, smallest_side: int) -> Select:
    there = select(feature_sets.c.photo_id).where(feature_sets.c.photo_id == photos.c.id, feature_sets.c.schema == schema).exists()
    return select(photos.c.id).where(photos.c.erased_at.is_(None), photos.c.width >= smallest_side, photos.c.height >= smallest_side,
                                     ~there)


def _of(photo_id: str, schema: str):
    return select(feature_sets).where(feature_sets.c.photo_id == photo_id, feature_sets.c.schema == schema)


def _values(photo_id: str, schema: str, features: np.ndarray, positions: np.ndarray | None) -> dict[str, object]:
    rows = np.atleast_2d(features)
    return {"photo_id": photo_id, "schema": schema, "rows": len(rows), "features": rows.astype(LITTLE_FLOAT).tobytes(),
            "positions": None if positions is None else np.atleast_2d(positions).astype(LITTLE_FLOAT).tobytes()}


def _array(stored: bytes, rows: int) -> np.ndarray:
    return np.frombuffer(stored, LITTLE_FLOAT).reshape(rows, -1).astype(np.float32)
