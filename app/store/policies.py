"""The policies of the questions: each change is a row of its own, and the newest one holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from app.store.engine import Session
from app.store.insert_new import insert_one_new
from app.store.tables import policies, users

_CURRENT = select(policies.c.policy).where(policies.c.question == bindparam("question")).order_by(policies.c.number.desc()).limit(1)


@dataclass(frozen=True)
class StoredPolicy:
    """One policy as it was set.  user: the name of who set it, None for the command line."""

    number: int
    policy: dict
    user: str | None
    at: datetime


def current(session: Session, question: str) -> dict:
    """The values of the policy that holds; empty while none was ever set."""
    return session.execute(_CURRENT, {"question": question}).scalar_one_or_none() or {}


def add(session: Session, question: str, policy: dict, user_id: str | None, now: datetime) -> int:
    """Sets the policy from now on; its number."""
    newest = select(func.coalesce(func.max(policies.c.number), 0)).where(policies.c.question == question)
    while True:  # on PostgreSQL two leads may choose the same number at once; the second one takes the next
        number = session.execute(newest).scalar_one() + 1
        if insert_one_new(session, policies, {"question": question, "number": number, "policy": policy, "user_id": user_id, "at": now}):
            return number


def history(session: Session, question: str, limit: int) -> list[StoredPolicy]:
    """Newest first."""
    query = select(policies, users.c.name).join(users, isouter=True).where(policies.c.question == question)
    rows = session.execute(query.order_by(policies.c.number.desc()).limit(limit))
    return [StoredPolicy(row.number, row.policy, row.name, row.at) for row in rows]
