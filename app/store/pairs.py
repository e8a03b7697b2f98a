"""Pairs: for each photo that was looked at, the photo of the same scene, or that there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, or_, select

from app.store.engine import Session
from app.store.insert_new import replace
from app.store.tables import pairs, photos


@dataclass(frozen=True)
class StoredPair:
    """partner_id: None where nothing was found.  rotation: degrees, 0 to 359, by which the partner is turned clockwise.

    strength: what partners are ranked by.  sketch: the version of the sketches that were compared.
    """

    photo_id: str
    partner_id: str | None
    similarity: float
    inliers: int
    rotation: int
    strength: float
    sketch: int


def save(session: Session, pair: StoredPair, now: datetime) -> None:
    """Replaces what was found before."""
    replace(session, pairs, {"photo_id": pair.photo_id, "partner_id": pair.partner_id, "similarity": pair.similarity,
                             "inliers": pair.inliers, "rotation": pair.rotation, "strength": pair.strength, "sketch": pair.sketch,
                             "found_at": now})


def get(session: Session, photo_id: str) -> StoredPair | None:
    """None while the photo was not looked at."""
    row = session.execute(select(pairs).where(pairs.c.photo_id == photo_id)).one_or_none()
    if row is None:
        return None
    return StoredPair(row.photo_id, row.partner_id, row.similarity, row.inliers, row.rotation, row.strength, row.sketch)


def newest(session: Session, limit: int) -> list[str]:
    """Ids of the newest photos that are not erased, newest first: those among which pairs are looked for."""
    return list(session.execute(_newest(limit)).scalars())


def not_looked_at(session: Session, sketch: int, among: int, limit: int) -> list[str]:
    """Ids, oldest first, of those of the newest photos that were not looked at with sketches of this version."""
    some = _newest(among).subquery()
    there = select(pairs.c.photo_id).where(pairs.c.photo_id == some.c.id, pairs.c.sketch == sketch).exists()
    return list(session.execute(select(some.c.id).where(~there).order_by(some.c.uploaded_at, some.c.id).limit(limit)).scalars())


def forget(session: Session, photo_id: str) -> None:
    """The photo has no partner and is nobody's; those whose partner it was are looked at again."""
    session.execute(delete(pairs).where(or_(pairs.c.photo_id == photo_id, pairs.c.partner_id == photo_id)))


def _newest(limit: int) -> Select:
    query = select(photos.c.id, photos.c.uploaded_at).where(photos.c.erased_at.is_(None))
    return query.order_by(photos.c.uploaded_at.desc(), photos.c.id.desc()).limit(limit)
