"""Draw the order `random` of a queue again."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, update

from app.store.engine import Session
from app.store.tables import queue_entries

_RANK = update(queue_entries).where(
    queue_entries.c.photo_id == bindparam("p_photo"), queue_entries.c.question == bindparam("p_question")).values(rank=bindparam("p_rank"))


def set_ranks(session: Session, question: str, rank: Mapping[str, float]) -> None:
    """photo id -> 0 to 1, its place among equals and in the order `random`; ids that are not in the queue have no effect."""
    if rank:
        session.execute(_RANK, [{"p_photo": photo, "p_question": question, "p_rank": float(value)} for photo, value in rank.items()])
