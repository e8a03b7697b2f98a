"""Champions: which version scores, and every promotion and rollback that led there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, func, insert, select

from app.errors import NoChampion, NothingToRollBack
from app.store.engine import Session
from app.store.ids import new_id
from app.store.tables import champions, promotions, users

PROMOTED, ROLLED_BACK = "promoted", "rolled_back"


@dataclass(frozen=True)
class Promotion:
    """kind: promoted or rolled_back; gate: what the gate said, as JSON, or None; user: a name, None for a start-up or the command line."""

    id: str
    question: str
    version: str
    previous: str | None
    kind: str
    reason: str | None
    gate: dict | None
    user: str | None
    at: datetime


def current(session: Session, question: str) -> str:
    """The name of the champion.  Raises NoChampion."""
    name = session.execute(select(champions.c.version).where(champions.c.question == question)).scalar_one_or_none()
    if name is None:
        raise NoChampion
    return name


def promote(session: Session, question: str, version: str, user_id: str | None, now: datetime, reason: str | None = None,
            gate: dict | None = None, kind: str = PROMOTED) -> int:
    """Moves the pointer and appends how; the version must be on record.  Returns the promotion's number, counted from 1 per question."""
    before = session.execute(select(champions.c.version).where(champions.c.question == question).with_for_update()).scalar_one_or_none()
    last = select(func.max(promotions.c.number)).where(promotions.c.question == question)
    number = (session.execute(last).scalar_one() or 0) + 1
    row = dict(id=new_id(), question=question, number=number, version=version, previous=before, kind=kind, reason=reason, gate=gate,
               user_id=user_id, at=now)
    session.execute(insert(promotions).values(row))
    session.execute(delete(champions).where(champions.c.question == question))
    session.execute(insert(champions).values(question=question, version=version, promotion_id=row["id"]))
    return number


def before_current(session: Session, question: str) -> str:
    """The champion to go back to: the one before the current one was promoted.  Raises NoChampion, NothingToRollBack.

    After a rollback from C to B, going back again leads to A, the champion before B, and never to C.
    """
    version = current(session, question)
    first = select(promotions.c.previous).where(
        promotions.c.question == question, promotions.c.version == version, promotions.c.kind == PROMOTED)
    earlier = session.execute(first.order_by(promotions.c.number.desc()).limit(1)).scalar_one_or_none()
    if earlier is None:
        raise NothingToRollBack
    return earlier


def history(session: Session, question: str) -> list[Promotion]:
    """Newest first."""
    query = select(promotions, users.c.name).join(users, isouter=True).where(promotions.c.question == question)
    return [_promotion(row) for row in session.execute(query.order_by(promotions.c.number.desc()))]


def _promotion(row: Row) -> Promotion:
    return Promotion(row.id, row.question, row.version, row.previous, row.kind, row.reason, row.gate, row.name, row.at)
