"""The queue hands each photo to one person at a time, in order, and loses none."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.domain import Origin, QueueState
from app.errors import LeaseLost
from app.store import decisions, queue
from app.store.engine import Database, Session
from app.store.queue import QueueEntry
from app.store.tables import queue_entries
from tests.store.makers import MINUTE, NOON, a_decision, make_photos, make_user

Q = "recapture"
LATER = NOON + timedelta(hours=1)


def take(session: Session, reviewer_id: str, order: str = "uncertain", batch: str | None = None, now=LATER, **more) -> QueueEntry | None:
    return queue.next_waiting(session, Q, reviewer_id, order, batch, now, 5, **more)


def decide(session: Session, entry: QueueEntry, reviewer_id: str, state: QueueState = QueueState.DECIDED) -> str:
    decision = decisions.record(session, a_decision(entry.photo_id, reviewer_id)).decision
    queue.settle(session, Q, entry.photo_id, state, decision.id, reviewer_id)
    return decision.id


def test_orders(database: Database) -> None:
    with database.begin() as session:
        me, ids = make_user(session).id, make_photos(session, 5)
        assert [entry.photo_id for entry in queue.peek(session, Q, "uncertain", None, 9)] == ids[::-1]
        assert [entry.photo_id for entry in queue.peek(session, Q, "oldest", None, 9)] == ids
        assert {entry.photo_id for entry in queue.peek(session, Q, "random", None, 9)} == set(ids)
        taken = take(session, me)
        assert taken is not None and (taken.photo_id, taken.leased_by, taken.drawn_by) == (ids[-1], me, "uncertain")
        assert taken.lease_until == LATER + 5 * MINUTE and queue.get(session, Q, taken.photo_id) == taken
        assert take(session, me) == taken  # a second tab, a reload: the same photo and the same lease


def test_threads_never_hold_the_same_photo(database: Database) -> None:
    with database.begin() as session:
        reviewers = [make_user(session, f"reviewer {number}").id for number in range(8)]
        ids = make_photos(session, 120)
    taken: list[str] = []
    lock = threading.Lock()

    def work(reviewer_id: str) -> None:
        while True:
            with database.begin() as session:
                entry = take(session, reviewer_id)
                if entry is None:
                    return
                queue.reserve(session, Q, reviewer_id, "uncertain", None, LATER, 2)
            with database.begin() as session:
                queue.held_lease(session, entry.lease_id or "", reviewer_id, Q, entry.photo_id, LATER)
                decide(session, entry, reviewer_id)
            with lock:
                taken.append(entry.photo_id)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, reviewers))
    assert Counter(taken) == Counter(ids)
    with database.read() as session:
        assert queue.counts(session, Q)[QueueState.DECIDED] == len(ids) and queue.counts(session, Q)[QueueState.WAITING] == 0


def test_nobody_reads_their_own_photo_a_second_time(database: Database) -> None:
    with database.begin() as session:
        me, other = make_user(session, "Ada").id, make_user(session, "Ben").id
        make_photos(session, 1)
        entry = take(session, me)
        assert entry is not None
        decide(session, entry, me, QueueState.SECOND)
        assert take(session, me) is None
        second = take(session, other)
        assert second is not None and second.state is QueueState.SECOND and second.not_for == (me,)
        decide(session, second, other, QueueState.LEAD)
        assert take(session, me) is None and take(session, other) is None
        lead = make_user(session, "Lea").id
        for_lead = take(session, lead, states=(QueueState.LEAD,))
        assert for_lead is not None and set(for_lead.not_for) == {me, other}


def test_a_lease_runs_out_and_the_photo_returns(database: Database) -> None:
    with database.begin() as session:
        me, other = make_user(session, "Ada").id, make_user(session, "Ben").id
        make_photos(session, 1)
        mine = take(session, me)
        assert mine is not None and mine.lease_id and take(session, other) is None
        prolonged = queue.heartbeat(session, mine.lease_id, me, LATER + 4 * MINUTE, 5)
        assert prolonged.lease_until == LATER + 9 * MINUTE
        assert take(session, other, now=LATER + 8 * MINUTE) is None
        theirs = take(session, other, now=LATER + 9 * MINUTE)
        assert theirs is not None and theirs.lease_id != mine.lease_id
        for lost in (lambda: queue.heartbeat(session, mine.lease_id or "", me, LATER + 9 * MINUTE, 5),
                     lambda: queue.held_lease(session, mine.lease_id or "", me, Q, mine.photo_id, LATER + 9 * MINUTE),
                     lambda: queue.pass_on(session, mine.lease_id or "", me)):
            with pytest.raises(LeaseLost):
                lost()


def test_held_lease_wants_the_right_person_photo_and_time(database: Database) -> None:
    with database.begin() as session:
        me, other = make_user(session, "Ada").id, make_user(session, "Ben").id
        make_photos(session, 2)
        mine, theirs = take(session, me), take(session, other)
        assert mine and theirs and mine.lease_id and theirs.lease_id
        assert queue.held_lease(session, mine.lease_id, me, Q, mine.photo_id, LATER) == mine
        for lease_id, who, photo_id, now in ((mine.lease_id, other, mine.photo_id, LATER), (mine.lease_id, me, theirs.photo_id, LATER),
                                             (theirs.lease_id, me, mine.photo_id, LATER),
                                             (mine.lease_id, me, mine.photo_id, LATER + MINUTE * 5)):
            with pytest.raises(LeaseLost):
                queue.held_lease(session, lease_id, who, Q, photo_id, now)


def test_reservations_come_next_are_no_lease_and_run_out_soon(database: Database) -> None:
    with database.begin() as session:
        me, other = make_user(session, "Ada").id, make_user(session, "Ben").id
        ids = make_photos(session, 6)[::-1]
        first = take(session, me)
        coming = queue.reserve(session, Q, me, "uncertain", None, LATER, 3)
        assert [entry.photo_id for entry in coming] == ids[1:4] and all(entry.reserved for entry in coming)
        with pytest.raises(LeaseLost):
            queue.held_lease(session, coming[0].lease_id or "", me, Q, coming[0].photo_id, LATER)
        elsewhere = take(session, other)
        assert elsewhere is not None and elsewhere.photo_id == ids[4]
        assert first is not None
        decide(session, first, me)
        following = take(session, me)
        assert following is not None and following.photo_id == ids[1] and not following.reserved
        again = queue.reserve(session, Q, me, "uncertain", None, LATER + timedelta(seconds=30), 3)
        assert [entry.photo_id for entry in again] == [*ids[2:4], ids[5]]
        late = take(session, other, order="oldest", now=LATER + timedelta(seconds=95))
        assert late == queue.heartbeat(session, elsewhere.lease_id or "", other, LATER + timedelta(seconds=95), 5)
        queue.release_all(session, other)
        assert {entry.photo_id for entry in queue.peek(session, Q, "uncertain", None, 9)} == {*ids[2:]}


def test_another_order_or_batch_gives_reservations_back(database: Database) -> None:
    with database.begin() as session:
        me = make_user(session).id
        make_photos(session, 4)
        spring = make_photos(session, 2, origin=Origin(batch="spring"))
        queue.reserve(session, Q, me, "uncertain", None, LATER, 3)
        coming = queue.reserve(session, Q, me, "uncertain", "spring", LATER, 3)
        assert {entry.photo_id for entry in coming} == set(spring)
        assert queue.batches(session, Q) == {"spring": 2}
        taken = take(session, me, batch="spring")
        assert taken is not None and taken.batch == "spring"
        decide(session, taken, me)
        assert queue.counts(session, Q, "spring")[QueueState.WAITING] == 1 and queue.batches(session, Q) == {"spring": 1}
        queue.reserve(session, Q, me, "oldest", None, LATER, 3)
        held = session.execute(select(func.count()).select_from(queue_entries).where(queue_entries.c.lease_id.is_not(None))).scalar_one()
        assert held == 3


def test_skipping_releasing_and_undoing(database: Database) -> None:
    with database.begin() as session:
        me, other = make_user(session, "Ada").id, make_user(session, "Ben").id
        make_photos(session, 1)
        entry = take(session, me)
        assert entry is not None
        queue.release(session, entry.lease_id or "", me)
        queue.release(session, entry.lease_id or "", me)
        entry = take(session, me)
        assert entry is not None
        queue.pass_on(session, entry.lease_id or "", me)
        assert take(session, me) is None
        theirs = take(session, other)
        assert theirs is not None
        decide(session, theirs, other)
        assert take(session, other) is None
        queue.reopen(session, Q, theirs.photo_id, QueueState.WAITING, None, other)
        again = take(session, other)
        assert again is not None and again.decision_id is None and take(session, me) is None


def test_claiming_one_photo(database: Database) -> None:
    with database.begin() as session:
        me, other = make_user(session, "Ada").id, make_user(session, "Ben").id
        ids = make_photos(session, 2)
        mine = queue.claim(session, Q, ids[0], me, LATER, 5)
        assert mine is not None and mine.drawn_by == "opened"
        assert queue.claim(session, Q, ids[0], other, LATER, 5) is None
        assert queue.claim(session, Q, "0" * 32, me, LATER, 5) is None
        decide(session, mine, me)
        reopened = queue.claim(session, Q, ids[0], me, LATER, 5)
        assert reopened is not None and reopened.state is QueueState.DECIDED
        following = take(session, me)
        assert following is not None and following.photo_id == ids[1]  # a decided photo that is only open is not next


def test_a_score_moves_a_photo_and_enqueueing_twice_does_not(database: Database) -> None:
    with database.begin() as session:
        ids = make_photos(session, 3)
        queue.rescore(session, Q, ids[0], None, 0.99)  # type: ignore[arg-type]
        queue.enqueue(session, Q, [queue.NewEntry(ids[2], 0.0)], LATER)
        assert [entry.photo_id for entry in queue.peek(session, Q, "uncertain", None, 9)] == [ids[0], ids[2], ids[1]]


def test_held_and_assigned_photos(database: Database) -> None:
    with database.begin() as session:
        me, other = make_user(session, "Ada").id, make_user(session, "Ben").id
        ids = make_photos(session, 2)
        session.execute(update(queue_entries).where(queue_entries.c.photo_id == ids[0]).values(held=True))
        session.execute(update(queue_entries).where(queue_entries.c.photo_id == ids[1]).values(assigned_to=other))
        assert take(session, me) is None
        theirs = take(session, other)
        assert theirs is not None and theirs.photo_id == ids[1]
