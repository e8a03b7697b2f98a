"""Lanes: what is assigned comes first, the audit sample is fair whatever the scores, gold comes at its rate."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from sqlalchemy import update

from app.domain import QueueState
from app.store import gold, queue
from app.store.engine import Database, Session
from app.store.queue import HandOut
from app.store.queue_lanes import _query, draw
from app.store.queue_order import ORDERS
from app.store.tables import queue_entries
from tests.store.makers import NOON, make_photos, make_user
from tests.store.test_queue import LATER, Q

ENTRY = queue_entries.c


@pytest.fixture(autouse=True)
def seeded():
    random.seed(20)
    yield
    random.seed()


def hand_out_all(session: Session, reviewer_id: str, how: HandOut, order: str = "uncertain", most: int = 10_000) -> list[tuple[str, str]]:
    """(photo, why) of everything that a reviewer is handed, each answered at once."""
    handed = []
    while len(handed) < most and (drawn := draw(session, Q, reviewer_id, order, None, how)) is not None:
        row, why = drawn
        handed.append((row.photo_id, why))
        state = QueueState.GOLD.value if row.state == "gold" else QueueState.DECIDED.value
        answered = {"state": state, "not_for": f"{row.not_for} {reviewer_id}"}
        session.execute(update(queue_entries).where(ENTRY.photo_id == row.photo_id).values(answered))
    return handed


def test_the_audit_sample_is_fair_and_comes_at_its_share(database: Database) -> None:
    with database.begin() as session:
        ids = make_photos(session, 600)  # with a rising uncertainty
        handed = hand_out_all(session, make_user(session).id, HandOut(audit_share=0.25), most=300)
    place = {photo_id: number for number, photo_id in enumerate(ids)}
    audited = [place[photo_id] for photo_id, why in handed if why == "audit"]
    plain = [place[photo_id] for photo_id, why in handed if why == "uncertain"]
    assert 50 <= len(audited) <= 100
    assert 240 <= sum(audited) / len(audited) <= 360      # the middle of all, whatever the scores
    assert plain == sorted(plain, reverse=True) and sum(plain) / len(plain) > 400  # the most uncertain first


def test_every_photo_is_handed_out_in_the_end_under_every_order(database: Database) -> None:
    for order in ORDERS:
        with database.begin() as session:
            ids = make_photos(session, 40)
            handed = hand_out_all(session, make_user(session, order).id, HandOut(audit_share=0.3), order)
            assert Counter(photo for photo, _ in handed) == Counter(ids)
            assert {why for _, why in handed} == {"audit", order}


def test_a_change_of_the_share_counts_from_the_next_photo_on(database: Database) -> None:
    with database.begin() as session:
        make_photos(session, 60)
        me = make_user(session).id
        assert {why for _, why in hand_out_all(session, me, HandOut(audit_share=0.0), most=20)} == {"uncertain"}
        assert {why for _, why in hand_out_all(session, me, HandOut(audit_share=1.0), most=20)} == {"audit"}


def test_gold_comes_at_its_rate_once_for_each_and_is_not_used_up(database: Database) -> None:
    with database.begin() as session:
        first, second = make_user(session, "Ada").id, make_user(session, "Ben").id
        ids = make_photos(session, 400)
        for photo_id in ids[:100]:
            gold.mark(session, Q, photo_id, "original", None, NOON)
        for reviewer in (first, second):
            handed = hand_out_all(session, reviewer, HandOut(gold_rate=0.2), most=150)
            count = sum(why == "gold" for _, why in handed)
            assert 15 <= count <= 45 and {photo for photo, why in handed if why == "gold"} <= set(ids[:100])
        assert queue.gold_left(session, Q, second) == 100 - count
        assert queue.counts(session, Q)[QueueState.GOLD] == 100
        assert not {photo for photo, _ in hand_out_all(session, first, HandOut(gold_rate=0.0))} & set(ids[:100])


@pytest.mark.parametrize(("lane", "index"), [
    ("gold", "ix_queue_gold"), ("assigned", "ix_queue_assigned"), ("audit", "ix_queue_random"), ("uncertain", "ix_queue_uncertain"),
    ("oldest", "ix_queue_oldest"), ("random", "ix_queue_random")])
def test_each_lane_is_the_order_of_an_index(sqlite_database: Database, lane: str, index: str) -> None:
    with sqlite_database.read() as session:
        order = lane if lane in ORDERS else "uncertain"
        query = _query(lane, order, False).params(p_question=Q, p_batch=None, p_reviewer="r", p_not_mine="%r%", p_low=0.1, p_high=0.5)
        text = str(query.compile(dialect=session.dialect, compile_kwargs={"literal_binds": True}))
        plan = " ".join(str(row) for row in session.exec_driver_sql("EXPLAIN QUERY PLAN " + text))
    assert index in plan and "TEMP B-TREE" not in plan


def test_what_is_reserved_counts_in_its_lane_too(database: Database) -> None:
    with database.begin() as session:
        me = make_user(session).id
        make_photos(session, 5)
        how = HandOut(audit_share=1.0)
        reserved = queue.reserve(session, Q, me, "uncertain", None, LATER, 3, hand_out=how)
        assert {entry.drawn_by for entry in reserved} == {"audit"}
        taken = queue.next_waiting(session, Q, me, "uncertain", None, LATER, 5, hand_out=how)
        assert taken is not None and taken.photo_id == reserved[0].photo_id and not taken.reserved
