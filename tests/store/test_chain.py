"""Whatever is altered, removed, added or moved in the log, verify names the first bad row; an erasure is no damage."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.domain import Stage, Verdict
from app.store import chain, decisions
from app.store.chain import COVERED, Head
from app.store.engine import Database
from app.store.erase import erase_photo
from tests.store.makers import NOON, a_decision, make_decisions, make_user
from tests.store.tampering import without_triggers

NUMBERS = {"seq": 99, "probability": 0.123}


def verify(database: Database, *anchors: Head) -> chain.ChainReport:
    with database.read() as session:
        return chain.verify(session, anchors)


def test_an_empty_log_verifies(database: Database) -> None:
    assert verify(database) == chain.ChainReport(0, Head(0, chain.START))


def test_an_untouched_log_verifies_with_everything_in_it(database: Database) -> None:
    with database.begin() as session:
        first, *_ = make_decisions(session, 5, note="naïve 😀 \"quoted\"\nsecond line")
        decisions.record(session, a_decision(first.photo_id, first.reviewer_id, probability=1.0, reasons=(), shown_at=None))
        decisions.record(session, a_decision(first.photo_id, first.reviewer_id, probability=0.1 + 0.2, verdict=None, label=None,
                                             stage=Stage.UNDONE, supersedes=first.id))
        expected = chain.head(session)
    assert verify(database, Head(3, decision_hash(database, 3)), expected) == chain.ChainReport(7, expected)


def decision_hash(database: Database, seq: int) -> str:
    with database.read() as session:
        return session.execute(text("SELECT hash FROM decisions WHERE seq = :seq"), {"seq": seq}).scalar_one()


@pytest.mark.parametrize("column", [*(name for name in COVERED if name != "seq"), "previous_hash", "hash"])
def test_a_changed_column_is_found(sqlite_database: Database, column: str) -> None:
    with sqlite_database.begin() as session:
        make_decisions(session, 5, note="a note")
    with without_triggers(sqlite_database) as session:
        session.execute(text(f"UPDATE decisions SET {column} = :value WHERE seq = 3"), {"value": NUMBERS.get(column, f"not the {column}")})
    report = verify(sqlite_database)
    assert report.bad_seq == 3 and report.rows == 2 and report.trouble is not None and "3" in report.trouble


@pytest.mark.parametrize(("statement", "bad"), [
    ("UPDATE decisions SET verdict = 'ACCEPT' WHERE seq = 2", 2),
    ("DELETE FROM decisions WHERE seq = 1", 1),
    ("DELETE FROM decisions WHERE seq = 3", 3),
    ("UPDATE decisions SET seq = 30 WHERE seq = 3", 3),
    ("UPDATE decision_notes SET text = 'nicer' WHERE decision_id = (SELECT id FROM decisions WHERE seq = 4)", 4),
    ("UPDATE photos SET sha256 = 'another' WHERE id = (SELECT photo_id FROM decisions WHERE seq = 2)", 2),
    ("UPDATE chain_head SET hash = 'another'", 5),
])
def test_what_was_altered_removed_or_moved_is_named(database: Database, statement: str, bad: int) -> None:
    with database.begin() as session:
        make_decisions(session, 5, note="a note")
    with without_triggers(database) as session:
        session.execute(text(statement))
    assert verify(database).bad_seq == bad


def test_swapped_rows_are_found(database: Database) -> None:
    with database.begin() as session:
        make_decisions(session, 4)
    with without_triggers(database) as session:
        for old, new in ((2, -1), (3, 2), (-1, 3)):
            session.execute(text("UPDATE decisions SET seq = :new WHERE seq = :old"), {"old": old, "new": new})
    assert verify(database).bad_seq == 2


def test_a_removed_tail_is_found_by_the_head_and_by_an_anchor(database: Database) -> None:
    with database.begin() as session:
        stored = make_decisions(session, 5)
        anchored = chain.head(session)
    with without_triggers(database) as session:
        session.execute(text("DELETE FROM decisions WHERE seq > 3"))
    assert verify(database).bad_seq == 4
    with without_triggers(database) as session:
        session.execute(text("UPDATE chain_head SET seq = 3, hash = :hash"), {"hash": stored[2].hash})
    assert verify(database).trouble is None  # nothing inside the database can tell any more
    report = verify(database, anchored)
    assert report.bad_seq == 4 and report.trouble is not None


def test_a_log_rewritten_as_a_whole_is_found_by_an_anchor(database: Database) -> None:
    with database.begin() as session:
        make_decisions(session, 3)
        anchored = chain.head(session)
    with without_triggers(database) as session:
        rows = session.execute(text(f"SELECT {', '.join(COVERED)} FROM decisions ORDER BY seq")).all()
        last = chain.START
        for row in rows:
            values = {**row._mapping, "verdict": Verdict.ACCEPT.value}
            new = chain.row_hash(last, [values[name] for name in COVERED])
            session.execute(text("UPDATE decisions SET verdict = 'ACCEPT', previous_hash = :last, hash = :new WHERE seq = :seq"),
                            {"last": last, "new": new, "seq": row.seq})
            last = new
        session.execute(text("UPDATE chain_head SET hash = :last"), {"last": last})
    assert verify(database).trouble is None
    assert verify(database, anchored).bad_seq == 3


def test_an_erased_person_leaves_a_chain_that_verifies(database: Database) -> None:
    with database.begin() as session:
        stored = make_decisions(session, 4, note="she looks familiar")
        before = chain.head(session)
    with database.begin() as session:
        assert erase_photo(session, stored[1].photo_id, NOON) is not None
        assert erase_photo(session, stored[1].photo_id, NOON) is None
    assert verify(database, before) == chain.ChainReport(4, before)
    with database.begin() as session:
        left = decisions.get(session, stored[1].id)
        assert left is not None and left.note is None and left.hash == stored[1].hash
        make_user(session)
        decisions.record(session, a_decision(stored[0].photo_id, stored[0].reviewer_id))
    assert verify(database, before).rows == 5
