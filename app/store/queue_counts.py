"""How many photos stand where in a queue."""

from __future__ import annotations

from sqlalchemy import func, select, text

from app.domain import QueueState
from app.store.engine import Session
from app.store.queue_order import ENTRY, OPEN_STATES
from app.store.tables import GOLD, queue_counts


def counts(session: Session, question: str, batch: str | None = None) -> dict[QueueState, int]:
    """Photos by state; every state is a key.  Kept by triggers, so it costs the same at a million photos."""
    query = select(queue_counts.c.state, func.sum(queue_counts.c.count)).where(queue_counts.c.question == question)
    if batch is not None:
        query = query.where(queue_counts.c.batch == batch)
    found = {state: int(count) for state, count in session.execute(query.group_by(queue_counts.c.state))}
    return {state: found.get(state.value, 0) for state in QueueState}


def gold_left(session: Session, question: str, reviewer_id: str, batch: str | None = None) -> int:
    """How many gold photos the reviewer has neither answered nor passed on."""
    query = select(func.count()).where(ENTRY.question == question, text(GOLD), ~ENTRY.held,
                                       ENTRY.not_for.not_like(f"%{reviewer_id}%"))
    return int(session.execute(query if batch is None else query.where(ENTRY.batch == batch)).scalar_one())


def batches(session: Session, question: str) -> dict[str, int]:
    """Batch -> photos still open in it, for every batch that the question has."""
    count = queue_counts.c.count
    open_count = func.sum(count).filter(queue_counts.c.state.in_([state.value for state in OPEN_STATES]))
    query = select(queue_counts.c.batch, open_count).where(queue_counts.c.question == question, queue_counts.c.batch != "")
    rows = session.execute(query.group_by(queue_counts.c.batch).having(func.sum(count) > 0).order_by(queue_counts.c.batch))
    return {batch: int(number or 0) for batch, number in rows}
