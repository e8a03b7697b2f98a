"""SQLite knows how large the tables are, so that a filter looks at some thousand photographs and not at all of them."""

from __future__ import annotations

from sqlalchemy.dialects import sqlite

from app.store import photos, queue
from app.store.engine import Database, Session
from app.store.photo_list import PhotoFilters, _keys, _listed, list_photos
from app.store.table_statistics import refresh
from tests.store.makers import MINUTE, NOON, a_photo, make_photos

BY_ID = "queue_entries_1 (photo_id=? AND question=?)"
CANNOT_TELL = PhotoFilters("recapture", suggestion="cannot_tell")


def plan(session: Session, remark: str) -> str:
    """remark : makes the statement another, since a prepared EXPLAIN keeps its plan."""
    list_photos(session, CANNOT_TELL, None, 60)  # only what reads the database notices a changed schema
    query = _listed(CANNOT_TELL, _keys(CANNOT_TELL, None, 5000).subquery("keys")).limit(61)
    statement = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    return " ".join(str(row) for row in session.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement} -- {remark}"))


def schema_version(database: Database) -> int:
    with database.read() as session:
        return session.exec_driver_sql("PRAGMA schema_version").scalar_one()


def test_each_photo_of_a_filtered_list_is_looked_up_and_open_connections_know_it(sqlite_database: Database) -> None:
    made = [a_photo(at=NOON + number * MINUTE) for number in range(3000)]
    with sqlite_database.begin() as session:
        photos.add_many(session, made)
        queue.enqueue(session, "recapture", [queue.NewEntry(photo.id) for photo in made], NOON)
    with sqlite_database.read() as session:
        assert BY_ID not in plan(session, "before")  # the whole queue is read
    assert refresh(sqlite_database) > 0
    with sqlite_database.read() as session:  # the same connection, from the pool
        assert BY_ID in plan(session, "after")


def test_what_has_not_grown_tenfold_is_not_counted_again(sqlite_database: Database) -> None:
    with sqlite_database.begin() as session:
        make_photos(session, 20)
    assert refresh(sqlite_database) > 0
    with sqlite_database.begin() as session:
        make_photos(session, 20)
    assert refresh(sqlite_database) == 0
    with sqlite_database.begin() as session:
        make_photos(session, 400)
    before = schema_version(sqlite_database)
    assert refresh(sqlite_database) > 0
    assert schema_version(sqlite_database) != before  # which makes open connections read what is known anew
    assert refresh(sqlite_database) == 0


def test_postgresql_is_left_to_itself(postgresql_database: Database) -> None:
    assert refresh(postgresql_database) == 0
