"""What a reviewer holds beside the photo on the desk, which is handed out before anything new."""

from __future__ import annotations

from sqlalchemy import select

from app.domain import QueueState
from app.store.engine import Session
from app.store.queue_order import ENTRY, OPEN_STATES, sorting
from app.store.tables import queue_entries

FITTING = tuple(state.value for state in (*OPEN_STATES, QueueState.GOLD))


def leased_besides(session: Session, question: str, reviewer_id: str, photo_id: str, order: str, batch: str | None) -> list[str]:
    """Ids of the photos under other leases of the reviewer that `queue.next_waiting` gives back, in its order; reservations are none."""
    query = select(queue_entries.c.photo_id).where(
        ENTRY.leased_by == reviewer_id, ENTRY.question == question, ENTRY.lease_id.is_not(None), ~ENTRY.reserved,
        ENTRY.photo_id != photo_id, ENTRY.state.in_(FITTING))
    if batch is not None:
        query = query.where(ENTRY.batch == batch)
    return list(session.execute(query.order_by(*sorting(order))).scalars())
