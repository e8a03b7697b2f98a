"""Which photo a reviewer is handed next: gold at its rate, then what is assigned to them, the audit sample at its share, the order.

The audit sample is the photos whose random rank lies below the share.  Under `uncertain` they come up only in their own lane, so that
the answered ones are a fair sample of all, whatever their score; the share can be changed at any time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Row, Select, Text, bindparam, select, text

from app.domain import QueueState
from app.store import tables
from app.store.engine import Session
from app.store.queue_order import ENTRY, sorting
from app.store.tables import ASSIGNED, FREE, queue_entries

GOLD, ASSIGNED_LANE, AUDIT, SECOND = "gold", "assigned", "audit", "second"
LANES = (GOLD, ASSIGNED_LANE, AUDIT, SECOND)  # what drawn_by says beside the orders and `opened`
_CONDITION = {GOLD: f"{tables.GOLD} AND lease_id IS NULL AND NOT held", ASSIGNED_LANE: ASSIGNED}  # spelled as in the indexes
FEWEST = 2  # statements of a hand-out: nothing is assigned, the order has something
_NOT_MINE = bindparam("p_not_mine", type_=Text)


@dataclass(frozen=True)
class HandOut:
    """How photos are handed out at the moment.  shows: the desk shows the score with the photo.  rates: 0 to 1."""

    shows: bool = False
    gold_rate: float = 0.0
    audit_share: float = 0.0


class _Lane(NamedTuple):
    name: str
    low: float   # ranks from here
    high: float  # to below here


def draw(session: Session, question: str, reviewer_id: str, order: str, batch: str | None, hand_out: HandOut) -> tuple[Row, str] | None:
    """The next photo for a reviewer, locked, and why it is next; None when there is nothing for them."""
    mine = {"p_question": question, "p_batch": batch, "p_reviewer": reviewer_id, "p_not_mine": f"%{reviewer_id}%"}
    found = None
    for asked, lane in enumerate(_lanes(order, hand_out)):
        if found is None or asked < FEWEST:  # a gold photo takes as many statements as any other
            query = _query(lane.name, order, batch is not None)
            row = session.execute(query, {**mine, "p_low": lane.low, "p_high": lane.high}).one_or_none()
            found = found or (None if row is None else (row, _why(row, lane.name, hand_out)))
    return found


def _lanes(order: str, hand_out: HandOut) -> Iterator[_Lane]:
    share = hand_out.audit_share
    if random.random() < hand_out.gold_rate:
        start = random.random()  # so that reviewers do not all meet the gold photos in the same order
        yield from (_Lane(GOLD, start, 2.0), _Lane(GOLD, 0.0, start))
    yield _Lane(ASSIGNED_LANE, 0.0, 2.0)
    if order != "uncertain":  # the other orders do not look at the score: the sample keeps its place in them
        yield _Lane(order, 0.0, 2.0)
        return
    if random.random() < share:
        yield _Lane(AUDIT, 0.0, share)
    yield _Lane(order, share, 2.0)
    if share:
        yield _Lane(AUDIT, 0.0, share)


def _why(row: Row, lane: str, hand_out: HandOut) -> str:
    if row.state == QueueState.SECOND.value:
        return SECOND
    if lane not in (GOLD, ASSIGNED_LANE) and row.rank < hand_out.audit_share:
        return AUDIT
    return lane


@lru_cache(maxsize=64)  # a few per order; building a statement costs more than running it
def _query(lane: str, order: str, of_batch: bool) -> Select:
    by_rank = lane in (GOLD, AUDIT)
    rank = ENTRY.rank if by_rank else ENTRY.rank + 0  # as a sum it does not lure the database away from the index of the order
    query = select(queue_entries).where(
        ENTRY.question == bindparam("p_question"), text(_CONDITION.get(lane, FREE)), ENTRY.not_for.not_like(_NOT_MINE),
        rank >= bindparam("p_low"), rank < bindparam("p_high"))
    if lane == ASSIGNED_LANE:
        query = query.where(ENTRY.assigned_to == bindparam("p_reviewer"))
    if of_batch:
        query = query.where(ENTRY.batch == bindparam("p_batch"))
    return query.order_by(*sorting("random" if by_rank else order)).limit(1).with_for_update(skip_locked=True)
