"""The scores by which the queue is sorted, brought up to date many at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, func, select, update

from app.domain import QueueState
from app.store.engine import Session
from app.store.queue_order import ENTRY, OPEN_STATES
from app.store.tables import queue_entries, scores

STILL_OPEN = tuple(state.value for state in (*OPEN_STATES, QueueState.LEAD))
_SET = update(queue_entries).where(ENTRY.photo_id == bindparam("p_photo"), ENTRY.question == bindparam("p_question"))
_SET = _SET.values(score_id=bindparam("p_score"), uncertainty=bindparam("p_uncertainty"))


@dataclass(frozen=True)
class Rescored:
    """The score by which a photo is sorted from now on.  uncertainty: 0 sure to 1."""

    photo_id: str
    score_id: str
    uncertainty: float


def out_of_date(session: Session, question: str, version: str, after: str, limit: int) -> list[str]:
    """Ids, in order and above `after`, of photos that still wait and are sorted by another version's score, or by none."""
    query = _out_of_date(question, version).where(ENTRY.photo_id > after).order_by(ENTRY.photo_id).limit(limit)
    return list(session.execute(query).scalars())


def count_out_of_date(session: Session, question: str, version: str) -> int:
    """How many there are; reads the whole queue."""
    return session.execute(select(func.count()).select_from(_out_of_date(question, version).subquery())).scalar_one()


def rescore_many(session: Session, question: str, rows: Iterable[Rescored]) -> None:
    """Moves each photo in the queue; no entry, no effect."""
    values = [{"p_photo": row.photo_id, "p_question": question, "p_score": row.score_id, "p_uncertainty": row.uncertainty} for row in rows]
    if values:
        session.execute(_SET, values)


def _out_of_date(question: str, version: str) -> Select:
    mine = select(scores.c.id).where(scores.c.id == ENTRY.score_id, scores.c.model_version == version).exists()
    return select(ENTRY.photo_id).where(ENTRY.question == question, ENTRY.state.in_(STILL_OPEN), ~mine)
