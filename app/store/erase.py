"""Erase a photo: what names the person goes, decisions and their chain stay and verify."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from app.store import photos
from app.store.engine import Session
from app.store.tables import decision_notes, decisions, feature_sets, queue_counts, queue_entries


def erase_photo(session: Session, photo_id: str, now: datetime) -> str | None:
    """Empties names, sha256, salt and origin, deletes features, notes and queue entries; returns the sha256 whose bytes must go.

    None when it was erased before.  Raises PhotoNotFound.  SQLite's file keeps deleted pages until the next VACUUM or secure_delete.
    """
    sha256 = photos.mark_erased(session, photo_id, now)
    photos.forget_batch(session, photo_id)
    mine = select(decisions.c.id).where(decisions.c.photo_id == photo_id)
    session.execute(delete(decision_notes).where(decision_notes.c.decision_id.in_(mine)))
    session.execute(delete(feature_sets).where(feature_sets.c.photo_id == photo_id))
    session.execute(delete(queue_entries).where(queue_entries.c.photo_id == photo_id))
    session.execute(delete(queue_counts).where(queue_counts.c.count == 0))  # a batch's name may be a person's
    return sha256
