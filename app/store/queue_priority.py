"""Put photos of a queue in another order than their scores would."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, update

from app.store.engine import Session
from app.store.queue_order import free_entries
from app.store.tables import queue_entries

_THE = update(queue_entries).where(queue_entries.c.photo_id == bindparam("p_photo"), queue_entries.c.question == bindparam("p_question"))
_PRIORITY = _THE.values(uncertainty=bindparam("p_value"))
_RANK = _THE.values(rank=bindparam("p_value"))


def set_priorities(session: Session, question: str, priority: Mapping[str, float]) -> None:
    """photo id -> 0 to 1, the highest first in the order `uncertain`; ids that are not in the queue have no effect."""
    _write(session, _PRIORITY, question, priority)


def set_ranks(session: Session, question: str, rank: Mapping[str, float]) -> None:
    """photo id -> 0 to 1, the place in the order `random`, which is drawn when a photo is put in the queue."""
    _write(session, _RANK, question, rank)


def _write(session: Session, statement, question: str, values: Mapping[str, float]) -> None:
    if values:
        session.execute(statement, [{"p_photo": photo, "p_question": question, "p_value": float(value)} for photo, value in values.items()])


def free_ids(session: Session, question: str, limit: int) -> list[str]:
    """Ids of photos that can be handed out, the most uncertain first."""
    return [entry.photo_id for entry in session.execute(free_entries(question, "uncertain", None).limit(limit))]
