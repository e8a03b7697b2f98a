"""In which order photos are handed out; each order is the order of one partial index, so that the next one is its first row."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select, text

from app.domain import QueueState
from app.store.tables import FREE, queue_entries

ENTRY = queue_entries.c
ORDERS = ("uncertain", "oldest", "random")
OPEN_STATES = (QueueState.WAITING, QueueState.SECOND)
LEAD_FREE = "state = 'lead' AND lease_id IS NULL AND NOT held"


def free_entries(question: str, order: str, batch: str | None, states: Sequence[QueueState] = OPEN_STATES) -> Select:
    """What can be handed out, best first.  The condition is spelled as in the indexes, or the database would not use them."""
    lead = tuple(states) == (QueueState.LEAD,)
    query = select(queue_entries).where(ENTRY.question == question, text(LEAD_FREE if lead else FREE))
    if not lead and set(states) != set(OPEN_STATES):
        query = query.where(ENTRY.state.in_([state.value for state in states]))
    if batch is not None:
        query = query.where(ENTRY.batch == batch)
    return query.order_by(*sorting("oldest" if lead else order))


def sorting(order: str) -> tuple[ColumnElement, ...]:
    """The sort of an order.  Raises ValueError for one that does not exist."""
    if order == "uncertain":
        return ENTRY.uncertainty.desc(), ENTRY.rank.desc()
    if order == "oldest":
        return ENTRY.enqueued_at.asc(), ENTRY.rank.asc()
    if order == "random":
        return (ENTRY.rank.asc(),)
    raise ValueError(f"{order!r} is not one of {', '.join(ORDERS)}")


def offered_to(reviewer_id: str) -> tuple[ColumnElement, ...]:
    """Not what the reviewer answered or passed on, nor what is assigned to somebody else."""
    return ENTRY.not_for.not_like(f"%{reviewer_id}%"), or_(ENTRY.assigned_to.is_(None), ENTRY.assigned_to == reviewer_id)
