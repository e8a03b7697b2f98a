"""One-time links: for the first admin and for a new password; used once, and only a hash is stored."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, update

from app.errors import LinkExpired
from app.store.engine import Session
from app.store.sessions import token_hash
from app.store.tables import one_time_links


def add(session: Session, token: str, purpose: str, user_id: str | None, now: datetime, expires_at: datetime) -> None:
    """purpose: `first_admin`, `password`, …; a link of the same purpose for the same user stops working."""
    same_user = one_time_links.c.user_id.is_(None) if user_id is None else one_time_links.c.user_id == user_id
    session.execute(delete(one_time_links).where(one_time_links.c.purpose == purpose, same_user, one_time_links.c.used_at.is_(None)))
    session.execute(insert(one_time_links).values(
        token_hash=token_hash(token), purpose=purpose, user_id=user_id, created_at=now, expires_at=expires_at))


def use(session: Session, token: str, purpose: str, now: datetime) -> str | None:
    """Uses the link up and returns its user's id (None where it names none).  Raises LinkExpired."""
    mine = update(one_time_links).where(
        one_time_links.c.token_hash == token_hash(token), one_time_links.c.purpose == purpose,
        one_time_links.c.used_at.is_(None), one_time_links.c.expires_at > now)
    row = session.execute(mine.values(used_at=now).returning(one_time_links.c.user_id)).one_or_none()
    if row is None:
        raise LinkExpired
    return row.user_id
