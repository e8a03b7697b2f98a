"""Sessions: who is signed in; only a hash of the token is stored, so that a copied database opens no door."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import delete, false, insert, select, update

from app.domain import Role, User
from app.store.engine import Session
from app.store.tables import sessions, users


class SignedIn(NamedTuple):
    """used_at: when the session was last touched, so that the caller can touch it once a minute and not at every request."""

    user: User
    used_at: datetime


def token_hash(token: str) -> str:
    """What is stored of a token: its SHA-256; tokens are random, so no salt or stretching is needed."""
    return sha256(token.encode()).hexdigest()


def open_session(session: Session, token: str, user_id: str, now: datetime, expires_at: datetime) -> None:
    session.execute(insert(sessions).values(
        token_hash=token_hash(token), user_id=user_id, created_at=now, used_at=now, expires_at=expires_at))


def signed_in(session: Session, token: str, now: datetime, idle: timedelta) -> SignedIn | None:
    """Whose session it is; None when it ended, expired, was idle too long, or the user is disabled."""
    query = select(users, sessions.c.used_at).join(sessions).where(
        sessions.c.token_hash == token_hash(token), sessions.c.expires_at > now, sessions.c.used_at > now - idle,
        users.c.disabled.is_(false()))
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    return SignedIn(User(row.id, row.name, Role(row.role), row.disabled, row.must_change_password, row.created_at), row.used_at)


def touch(session: Session, token: str, now: datetime) -> None:
    """The session was used now."""
    session.execute(update(sessions).where(sessions.c.token_hash == token_hash(token)).values(used_at=now))


def close(session: Session, token: str) -> None:
    """Signs out; a session that is gone is no error."""
    session.execute(delete(sessions).where(sessions.c.token_hash == token_hash(token)))


def close_all(session: Session, user_id: str) -> int:
    """Ends every session of a user; how many."""
    return session.execute(delete(sessions).where(sessions.c.user_id == user_id)).rowcount


def clear_expired(session: Session, now: datetime) -> int:
    """Deletes sessions past their end; how many."""
    return session.execute(delete(sessions).where(sessions.c.expires_at <= now)).rowcount
