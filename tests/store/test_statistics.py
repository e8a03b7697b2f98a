"""SQLite knows how large the tables are, so that a filter looks at some thousand photographs and not at all of them."""

from __future__ import annotations

from sqlalchemy.dialects import sqlite

from app.store import photos, queue
from app.store.engine import Database, Session
from app.store.photo_list import PhotoFilters, _keys, _listed
from app.store.statistics import refresh
from tests.store.makers import MINUTE, NOON, a_photo, make_photos

CANNOT_TELL = PhotoFilters("recapture", suggestion="cannot_tell")


def plan(session: Session) -> str:
    query = _listed(CANNOT_TELL, _keys(CANNOT_TELL, None, 5000).subquery("keys")).limit(61)
    statement = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    return " ".join(str(row) for row in session.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}"))


def test_each_photo_of_a_filtered_list_is_looked_up_and_open_connections_know_it(sqlite_database: Database) -> None:
    made = [a_photo(at=NOON + number * MINUTE) for number in range(3000)]
    with sqlite_database.begin() as session:
        photos.add_many(session, made)
        queue.enqueue(session, "recapture", [queue.NewEntry(photo.id) for photo in made], NOON)
    with sqlite_database.read() as session:
        assert "ix_queue_state" in plan(session)  # the whole queue
    assert refresh(sqlite_database) > 0
    with sqlite_database.read() as session:  # the same connection, from the pool
        assert "ix_queue_state" not in plan(session) and "queue_entries_1 (photo_id=? AND question=?)" in plan(session)


def test_what_has_not_grown_tenfold_is_not_counted_again(sqlite_database: Database) -> None:
    with sqlite_database.begin() as session:
        make_photos(session, 20)
    assert refresh(sqlite_database) > 0
    with sqlite_database.begin() as session:
        make_photos(session, 20)
    assert refresh(sqlite_database) == 0
    with sqlite_database.begin() as session:
        make_photos(session, 400)
    assert refresh(sqlite_database) > 0
    assert refresh(sqlite_database) == 0


def test_postgresql_is_left_to_itself(postgresql_database: Database) -> None:
    assert refresh(postgresql_database) == 0
