"""Each order of the queue is the order of one index, and its counts are what counting gives."""

from __future__ import annotations

import pytest
from sqlalchemy import event, func, select

from app.domain import Origin, QueueState
from app.store import photos, queue, queue_steering
from app.store.engine import Database
from app.store.erase import erase_photo
from app.store.queue_order import free_entries
from app.store.tables import queue_counts, queue_entries
from tests.store.makers import NOON, a_photo, make_photos, make_user
from tests.store.test_queue import Q, decide, take


def test_counts_are_what_counting_gives(database: Database) -> None:
    with database.begin() as session:
        me = make_user(session).id
        make_photos(session, 4)
        make_photos(session, 3, origin=Origin(batch="spring"))
        for state in (QueueState.DECIDED, QueueState.SECOND, QueueState.LEAD):
            entry = take(session, me)
            assert entry is not None
            decide(session, entry, me, state)
        photos.set_origin(session, entry.photo_id, Origin(batch="summer"))
        session.execute(queue_entries.delete().where(queue_entries.c.photo_id == entry.photo_id))
        columns = (queue_entries.c.state, func.coalesce(queue_entries.c.batch, ""))
        counted = {tuple(row[:2]): row[2] for row in session.execute(select(*columns, func.count()).group_by(*columns))}
        kept = {(row.state, row.batch): row.count for row in session.execute(select(queue_counts).where(queue_counts.c.count > 0))}
        assert kept == counted and sum(queue.counts(session, Q).values()) == 6


@pytest.mark.parametrize(("order", "batch", "index"), [
    ("uncertain", None, "ix_queue_uncertain"), ("oldest", None, "ix_queue_oldest"), ("random", None, "ix_queue_random"),
    ("uncertain", "spring", "ix_queue_batch")])
def test_the_next_photo_is_the_first_row_of_an_index(sqlite_database: Database, order: str, batch: str | None, index: str) -> None:
    with sqlite_database.read() as session:
        query = free_entries(Q, order, batch).limit(1).compile(dialect=session.dialect, compile_kwargs={"literal_binds": True})
        plan = " ".join(str(row) for row in session.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}"))
    assert index in plan and "TEMP B-TREE" not in plan


def test_what_is_held_back_is_found_without_looking_through_the_queue(sqlite_database: Database) -> None:
    said: list[tuple] = []
    with sqlite_database.read() as session:
        event.listen(session, "before_cursor_execute", lambda connection, cursor, *statement: said.append(statement[:2]))
        assert queue_steering.held(session, Q, 10) == []
        statement, values = said[-1]
        plan = " ".join(str(row) for row in session.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values))
    assert "ix_queue_held" in plan and "TEMP B-TREE" not in plan


def test_an_unknown_order_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="newest"), database.begin() as session:
        take(session, make_user(session).id, order="newest")


def test_an_erased_photo_leaves_the_queue(database: Database) -> None:
    with database.begin() as session:
        photo = a_photo(Origin(batch="Marie Curie"))
        photos.add(session, photo)
        queue.enqueue(session, Q, [queue.NewEntry(photo.id, batch="Marie Curie")], NOON)
        erase_photo(session, photo.id, NOON)
        assert queue.get(session, Q, photo.id) is None and queue.batches(session, Q) == {}
        assert session.execute(select(queue_counts)).all() == []
