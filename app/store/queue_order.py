"""In which order photos are handed out; each order is the order of one partial index, so that the next one is its first row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select, text

from app.domain import QueueState
from app.store.queue_entry import QueueEntry
from app.store.tables import FREE, LEAD_FREE, queue_entries

ENTRY = queue_entries.c
ORDERS = ("uncertain", "oldest", "random")
OPEN_STATES = (QueueState.WAITING, QueueState.SECOND)


def free_entries(question: str, order: str, batch: str | None, states: Sequence[QueueState] = OPEN_STATES) -> Select:
    """What can be handed out to anybody, best first.  The condition is spelled as in the indexes, or they would not be used."""
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



def in_order(order: str) -> Callable[[QueueEntry], tuple[Any, ...]]:
    """The same sort as a key for entries."""
    if order == "uncertain":
        return lambda entry: (-entry.uncertainty, -entry.rank)
    if order == "oldest":
        return lambda entry: (entry.enqueued_at, entry.rank)
    return lambda entry: (entry.rank,)
