"""Erase a photo: what names the person goes, decisions and their chain stay and verify."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from app.store import log_search, pairs, photos
from app.store.engine import Database, Session
from app.store.tables import decision_notes, decisions, feature_sets, queue_counts, queue_entries


def erase_photo(session: Session, photo_id: str, now: datetime) -> str | None:
    """Empties names, sha256, salt and origin, deletes features, pairs, notes and queue entries; returns the sha256 whose bytes must go.

    None when it was erased before.  Raises PhotoNotFound.  SQLite overwrites what is erased; its write-ahead log forgets it when
    `forget_log` was called after the commit.  Backups made before still have it.
    """
    sha256 = photos.mark_erased(session, photo_id, now)
    photos.forget_batch(session, photo_id)
    mine = select(decisions.c.id).where(decisions.c.photo_id == photo_id)
    session.execute(delete(decision_notes).where(decision_notes.c.decision_id.in_(mine)))
    log_search.refresh(session, photo_id)
    pairs.forget(session, photo_id)
    session.execute(delete(feature_sets).where(feature_sets.c.photo_id == photo_id))
    session.execute(delete(queue_entries).where(queue_entries.c.photo_id == photo_id))
    session.execute(delete(queue_counts).where(queue_counts.c.count == 0))  # a batch's name may be a person's
    return sha256


def forget_log(database: Database) -> bool:
    """Empties SQLite's write-ahead log, which still has the old pages; False when somebody reads and it must be tried again."""
    return not database.is_sqlite or database.checkpoint()
