"""The queue: which photo is reviewed next, and who holds it.

A lease is a reviewer's for some minutes; a reservation (60 s) only keeps a photo back so that the browser can decode it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Text, Update, bindparam, func, select, text, update

from app.domain import QueueState
from app.errors import LeaseLost
from app.store import photos
from app.store.engine import Session
from app.store.ids import new_id
from app.store.insert_new import insert_new
from app.store.queue_counts import batches, counts, gold_left
from app.store.queue_entry import NewEntry, QueueEntry, entry_of
from app.store.queue_lanes import LANES, HandOut, draw
from app.store.queue_order import ENTRY, OPEN_STATES, ORDERS, free_entries, in_order, sorting
from app.store.tables import ASSIGNED, queue_entries

__all__ = ["OPEN_STATES", "ORDERS", "HandOut", "NewEntry", "QueueEntry", "batches", "counts", "gold_left"]

NOBODY = {"lease_id": None, "leased_by": None, "leased_at": None, "lease_until": None, "reserved": False, "drawn_by": None,
          "revealing": False}
ANY = HandOut()

# Built once: building a statement costs more than running it.  Parameters start with p_, since an UPDATE keeps the columns' names.
_THE = select(queue_entries).where(ENTRY.photo_id == bindparam("p_photo"), ENTRY.question == bindparam("p_question"))
_LOCKED = _THE.with_for_update()
_CHANGE = update(queue_entries).where(ENTRY.photo_id == bindparam("p_photo"), ENTRY.question == bindparam("p_question"))
_LEASE = _CHANGE.values({name: bindparam(name) for name in (*NOBODY, "seen_by")}).returning(queue_entries)
_GIVE_BACK = _CHANGE.values(NOBODY)
_LATE = select(ENTRY.photo_id, ENTRY.question).where(ENTRY.lease_id.is_not(None), ENTRY.lease_until <= bindparam("p_now"))
_LATE = _LATE.with_for_update(skip_locked=True)
_REVIEWER = bindparam("p_space_reviewer", type_=Text)
_ANSWERED = {"state": bindparam("state"), "decision_id": bindparam("decision_id"),
             "not_for": func.replace(ENTRY.not_for, _REVIEWER, "", type_=Text) + _REVIEWER}
_SETTLE = _CHANGE.values({**NOBODY, **_ANSWERED})
_REVEAL = _CHANGE.values({**_ANSWERED, "revealing": True, "lease_until": bindparam("lease_until"),
                          "seen_by": func.replace(ENTRY.seen_by, _REVIEWER, "", type_=Text) + _REVIEWER}).returning(queue_entries)


def enqueue(session: Session, question: str, entries: Iterable[NewEntry], now: datetime) -> None:
    """Puts photos in the queue; one that is there already stays as it is."""
    insert_new(session, queue_entries, [{
        "photo_id": entry.photo_id, "question": question, "state": QueueState.WAITING.value, "uncertainty": entry.uncertainty,
        "rank": random.random(), "enqueued_at": now, "batch": entry.batch, "held": False, "not_for": "", "seen_by": "",
        "score_id": entry.score_id, "reserved": False, "revealing": False,
    } for entry in entries])


def rescore(session: Session, question: str, photo_id: str, score_id: str, uncertainty: float) -> None:
    """A new score moves the photo in the queue; no entry, no effect."""
    session.execute(_change(question, photo_id).values(score_id=score_id, uncertainty=uncertainty))


def next_waiting(session: Session, question: str, reviewer_id: str, order: str, batch: str | None, now: datetime,
                 lease_minutes: float, states: Sequence[QueueState] = OPEN_STATES, hand_out: HandOut = ANY) -> QueueEntry | None:
    """Leases the next photo to the reviewer: the one already leased, then one reserved, then by lane and order.  None: nothing for them.

    Never one that they answered or passed on, unless they answered it blind and have not kept or changed it yet.
    states: (QueueState.LEAD,) for a lead's own queue, oldest first.
    """
    expire(session, now)
    lead = tuple(states) == (QueueState.LEAD,)
    fitting = tuple(states) if lead else (*states, QueueState.GOLD)
    for own in _held_by(session, question, reviewer_id, order):
        fits = own.revealing or (own.state in fitting and (not own.reserved or _drawn_for(own, order)))
        if fits and (batch is None or own.batch == batch):
            return _lease(session, own, reviewer_id, order, now, lease_minutes * 60, hand_out.shows)
    if lead:
        query = free_entries(question, order, batch, states).where(ENTRY.not_for.not_like(f"%{reviewer_id}%"))
        row, why = session.execute(query.limit(1).with_for_update(skip_locked=True)).one_or_none(), order
    else:
        row, why = draw(session, question, reviewer_id, order, batch, hand_out) or (None, order)
    return None if row is None else _lease(session, entry_of(row), reviewer_id, why, now, lease_minutes * 60, hand_out.shows)


def reserve(session: Session, question: str, reviewer_id: str, order: str, batch: str | None, now: datetime, count: int,
            seconds: float = 60.0, hand_out: HandOut = ANY) -> list[QueueEntry]:
    """The photos that next_waiting would hand out after the current one, kept back for the reviewer; renews earlier reservations."""
    expire(session, now)
    kept: list[QueueEntry] = []
    for own in _held_by(session, question, reviewer_id, order):
        if own.reserved and len(kept) < count and _drawn_for(own, order) and (batch is None or own.batch == batch):
            kept.append(own)
        elif own.reserved:
            release(session, own.lease_id or "", reviewer_id)
    until = now + timedelta(seconds=seconds)
    if kept:
        session.execute(update(queue_entries).where(ENTRY.lease_id.in_([own.lease_id for own in kept])).values(lease_until=until))
        kept = [replace(own, lease_until=until) for own in kept]
    while len(kept) < count:
        drawn = draw(session, question, reviewer_id, order, batch, hand_out)
        if drawn is None:
            break
        kept.append(_lease(session, entry_of(drawn[0]), reviewer_id, drawn[1], now, seconds, shows=False, reserved=True))
    return sorted(kept, key=in_order(order))


def claim(session: Session, question: str, photo_id: str, reviewer_id: str, now: datetime, lease_minutes: float,
          shows: bool = False) -> QueueEntry | None:
    """Leases one photo in any state, decided ones too; None when somebody else holds it or it is not in the queue.

    shows: the desk shows its score with it.
    """
    expire(session, now)
    row = session.execute(_LOCKED, {"p_photo": photo_id, "p_question": question}).one_or_none()
    if row is None or row.leased_by not in (None, reviewer_id):
        return None
    return _lease(session, entry_of(row), reviewer_id, "opened", now, lease_minutes * 60, shows)


def heartbeat(session: Session, lease_id: str, reviewer_id: str, now: datetime, lease_minutes: float) -> QueueEntry:
    """Prolongs a lease.  Raises LeaseLost when it expired or belongs to somebody else."""
    mine = update(queue_entries).where(ENTRY.lease_id == lease_id, ENTRY.leased_by == reviewer_id, ENTRY.lease_until > now)
    row = session.execute(mine.values(lease_until=now + timedelta(minutes=lease_minutes)).returning(queue_entries)).one_or_none()
    if row is None:
        raise LeaseLost
    return entry_of(row)


def held_lease(session: Session, lease_id: str, reviewer_id: str, question: str, photo_id: str, now: datetime) -> QueueEntry:
    """The entry under this lease, locked.  Raises LeaseLost unless it is this reviewer's, for this photo, and lasts; PhotoErased."""
    row = session.execute(_LOCKED, {"p_photo": photo_id, "p_question": question}).one_or_none()
    if row is None:
        photos.get(session, photo_id)
    if row is None or row.lease_id != lease_id or row.leased_by != reviewer_id or row.reserved or row.lease_until <= now:
        raise LeaseLost
    return entry_of(row)


def release(session: Session, lease_id: str, reviewer_id: str) -> None:
    """Gives a lease or reservation back; one that is gone already is no error."""
    session.execute(update(queue_entries).where(ENTRY.lease_id == lease_id, ENTRY.leased_by == reviewer_id).values(NOBODY))


def release_all(session: Session, reviewer_id: str) -> int:
    """Gives back everything a reviewer holds, how many; and what is assigned to them is for everybody again."""
    held = update(queue_entries).where(ENTRY.leased_by == reviewer_id, ENTRY.lease_id.is_not(None))
    returned = session.execute(held.values(NOBODY)).rowcount
    session.execute(update(queue_entries).where(ENTRY.assigned_to == reviewer_id, text(ASSIGNED)).values(assigned_to=None))
    return returned


def pass_on(session: Session, lease_id: str, reviewer_id: str) -> None:
    """Skip: releases the photo and does not offer it to this reviewer again.  Raises LeaseLost."""
    mine = update(queue_entries).where(ENTRY.lease_id == lease_id, ENTRY.leased_by == reviewer_id)
    if session.execute(mine.values(**NOBODY, not_for=_and_not_for(reviewer_id))).rowcount == 0:
        raise LeaseLost


def keep_from(session: Session, question: str, photo_id: str, reviewer_id: str) -> None:
    """Never offers the photo to this reviewer."""
    session.execute(_change(question, photo_id).values(not_for=_and_not_for(reviewer_id)))


def settle(session: Session, question: str, photo_id: str, state: QueueState, decision_id: str, reviewer_id: str) -> None:
    """After a decision: the new state, the current decision, the lease ended, and not offered to this reviewer again."""
    session.execute(_SETTLE, {"p_photo": photo_id, "p_question": question, "p_space_reviewer": f" {reviewer_id}", "state": state.value,
                              "decision_id": decision_id})


def reveal(session: Session, question: str, photo_id: str, state: QueueState, decision_id: str, reviewer_id: str, now: datetime,
           lease_minutes: float) -> QueueEntry:
    """After a blind decision: as `settle`, but the reviewer keeps the lease, and has seen the score from now on.

    Whether they keep or change the answer, or the lease runs out: the photo is already in the state that the blind answer gave it.
    """
    return entry_of(session.execute(_REVEAL, {
        "p_photo": photo_id, "p_question": question, "p_space_reviewer": f" {reviewer_id}", "state": state.value,
        "decision_id": decision_id, "lease_until": now + timedelta(minutes=lease_minutes)}).one())


def show_score(session: Session, entry: QueueEntry, reviewer_id: str) -> QueueEntry:
    """Remembers that the desk shows this reviewer the score of the photo."""
    seen = _and(entry.seen_by, reviewer_id)
    session.execute(_change(entry.question, entry.photo_id).values(seen_by=seen))
    return replace(entry, seen_by=tuple(seen.split()))


def reopen(session: Session, question: str, photo_id: str, state: QueueState, decision_id: str | None, reviewer_id: str) -> None:
    """After an undo: back into the queue, open to this reviewer again; decision_id: the decision that stands now, if any."""
    without = func.replace(ENTRY.not_for, f" {reviewer_id}", "")
    session.execute(_change(question, photo_id).values(**NOBODY, state=state.value, decision_id=decision_id, not_for=without))


def get(session: Session, question: str, photo_id: str) -> QueueEntry | None:
    row = session.execute(_THE, {"p_photo": photo_id, "p_question": question}).one_or_none()
    return None if row is None else entry_of(row)


def peek(session: Session, question: str, order: str, batch: str | None, limit: int) -> list[QueueEntry]:
    """What would be handed out next, without taking it."""
    return [entry_of(row) for row in session.execute(free_entries(question, order, batch).limit(limit))]


def expire(session: Session, now: datetime) -> int:
    """Gives back what was held too long; next_waiting and the others do it themselves."""
    late = [{"p_photo": row.photo_id, "p_question": row.question} for row in session.execute(_LATE, {"p_now": now})]
    if late:
        session.execute(_GIVE_BACK, late)
    return len(late)


def _held_by(session: Session, question: str, reviewer_id: str, order: str) -> list[QueueEntry]:
    mine = select(queue_entries).where(ENTRY.leased_by == reviewer_id, ENTRY.question == question, ENTRY.lease_id.is_not(None))
    return [entry_of(row) for row in session.execute(mine.order_by(ENTRY.reserved, *sorting(order)).with_for_update(skip_locked=True))]


def _drawn_for(entry: QueueEntry, order: str) -> bool:
    return entry.drawn_by == order or entry.drawn_by in LANES


def _lease(session: Session, entry: QueueEntry, reviewer_id: str, drawn_by: str, now: datetime, seconds: float, shows: bool,
           reserved: bool = False) -> QueueEntry:
    """Leases or renews; a lease that its holder still has keeps its id, so that a second tab does not take it away.

    Whether the score is shown is settled when the lease begins, and remembered: a policy that changes meanwhile changes the next one.
    """
    begins = entry.lease_id is None or entry.reserved
    row = session.execute(_LEASE, {
        "p_photo": entry.photo_id, "p_question": entry.question, "lease_id": entry.lease_id or new_id(), "leased_by": reviewer_id,
        "lease_until": now + timedelta(seconds=seconds), "leased_at": now if entry.reserved else entry.leased_at or now,
        "reserved": reserved, "drawn_by": entry.drawn_by or drawn_by, "revealing": entry.revealing,
        "seen_by": _and(entry.seen_by, reviewer_id if shows and begins else None)}).one()
    return entry_of(row)


def _and(ids: Sequence[str], another: str | None) -> str:
    """Ids as the table keeps them: each behind a space, so that one can be taken out again."""
    return "".join(f" {one}" for one in (*ids, *(() if another is None or another in ids else (another,))))


def _change(question: str, photo_id: str) -> Update:
    return update(queue_entries).where(ENTRY.photo_id == photo_id, ENTRY.question == question)


def _and_not_for(reviewer_id: str) -> ColumnElement:
    return func.replace(ENTRY.not_for, f" {reviewer_id}", "") + f" {reviewer_id}"
