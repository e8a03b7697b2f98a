"""The audit trail of what admins and leads did; appended in the transaction of the act itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from app.store.engine import Session
from app.store.ids import new_id
from app.store.tables import audit_entries, users


@dataclass(frozen=True)
class AuditEntry:
    """user: the name of who did it, None for the command line; details: never a password, token or photograph."""

    id: str
    at: datetime
    user_id: str | None
    user: str | None
    action: str
    target: str | None
    details: dict


def add(session: Session, user_id: str | None, action: str, target: str | None, now: datetime, details: dict | None = None) -> None:
    """action: a short code such as `role.changed` or `version.promoted`; target: what it was done to."""
    session.execute(insert(audit_entries).values(id=new_id(), at=now, user_id=user_id, action=action, target=target, details=details or {}))


def page(session: Session, limit: int, after: tuple[datetime, str] | None = None) -> list[AuditEntry]:
    """Newest first; after: (at, id) of the last entry of the page before."""
    query = select(audit_entries, users.c.name).join(users, isouter=True)
    if after is not None:
        at, entry_id = audit_entries.c.at, audit_entries.c.id
        query = query.where((at < after[0]) | ((at == after[0]) & (entry_id < after[1])))
    query = query.order_by(audit_entries.c.at.desc(), audit_entries.c.id.desc()).limit(limit)
    return [AuditEntry(row.id, row.at, row.user_id, row.name, row.action, row.target, row.details) for row in session.execute(query)]


def newest(session: Session, action: str, target: str) -> AuditEntry | None:
    """The latest entry on that act and target."""
    query = select(audit_entries, users.c.name).join(users, isouter=True)
    query = query.where(audit_entries.c.action == action, audit_entries.c.target == target).order_by(audit_entries.c.at.desc()).limit(1)
    row = session.execute(query).one_or_none()
    return None if row is None else AuditEntry(row.id, row.at, row.user_id, row.name, row.action, row.target, row.details)
