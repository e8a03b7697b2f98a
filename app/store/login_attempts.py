"""Attempts to sign in, counted in the database so that a limit holds over all workers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, false, func, insert, select, true, update

from app.store.engine import Session
from app.store.ids import new_id
from app.store.tables import login_attempts
from app.store.users import name_key


@dataclass(frozen=True)
class Failures:
    """last: when the newest of them was; None where there are none."""

    count: int
    last: datetime | None


def add(session: Session, name: str, address: str, succeeded: bool, now: datetime) -> str:
    """Its id; an attempt is added as failed before the password is checked, so that many at the same moment all count."""
    attempt = new_id()
    session.execute(insert(login_attempts).values(
        id=attempt, name_key=name_key(name)[:200], address=address[:64], succeeded=succeeded, at=now))
    return attempt


def mark_succeeded(session: Session, attempt: str) -> None:
    """The password turned out to be right."""
    session.execute(update(login_attempts).where(login_attempts.c.id == attempt).values(succeeded=True))


def failures_together(session: Session, name: str, address: str, since: datetime) -> Failures:
    """Failed attempts for a name from an address after the later of since and their last success."""
    mine = (login_attempts.c.name_key == name_key(name)[:200]) & (login_attempts.c.address == address[:64])
    success = select(func.max(login_attempts.c.at)).where(mine, login_attempts.c.succeeded.is_(true()))
    last = session.execute(success).scalar_one_or_none()
    start = since if last is None or last < since else last
    failed = select(func.count(), func.max(login_attempts.c.at)).where(
        mine, login_attempts.c.succeeded.is_(false()), login_attempts.c.at > start)
    return Failures(*session.execute(failed).one())


def failures_of_name(session: Session, name: str, since: datetime) -> int:
    """Failed attempts for a name after the later of since and its last success."""
    mine = login_attempts.c.name_key == name_key(name)[:200]
    success = select(func.max(login_attempts.c.at)).where(mine, login_attempts.c.succeeded.is_(true()))
    last = session.execute(success).scalar_one_or_none()
    start = since if last is None or last < since else last
    failed = select(func.count()).select_from(login_attempts).where(
        mine, login_attempts.c.succeeded.is_(false()), login_attempts.c.at > start)
    return session.execute(failed).scalar_one()


def failures_of_address(session: Session, address: str, since: datetime) -> int:
    """Failed attempts from an address since then, whatever the name."""
    failed = select(func.count()).select_from(login_attempts).where(
        login_attempts.c.address == address[:64], login_attempts.c.succeeded.is_(false()), login_attempts.c.at > since)
    return session.execute(failed).scalar_one()


def clear_before(session: Session, moment: datetime) -> int:
    """Deletes attempts too old to count; how many."""
    return session.execute(delete(login_attempts).where(login_attempts.c.at < moment)).rowcount
