"""Which sources the photos of a desk come from."""

from __future__ import annotations

from sqlalchemy import or_, select

from app.store.engine import Session
from app.store.tables import photos


def any_beside(session: Session, source: str) -> bool:
    """Whether there is a photo, not erased, from any other source or from none."""
    query = select(photos.c.id).where(photos.c.erased_at.is_(None), or_(photos.c.source.is_(None), photos.c.source != source))
    return session.execute(query.limit(1)).first() is not None
