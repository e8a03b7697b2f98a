"""Pages, the stream and totals agree with a plain filter in Python, whatever is asked."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Select, select
from sqlalchemy.dialects import sqlite

from app.domain import Origin, Stage, Verdict
from app.store import decision_log, decisions, log_days, log_search, photos
from app.store.decision_log import LogCursor, LogFilters, LogRow, Total, log_rows, stream_rows, total
from app.store.engine import Database, Session
from app.store.erase import erase_photo
from app.store.log_filters import driver_of, where
from tests.store.makers import MINUTE, NOON, a_decision, a_photo, make_decisions, make_photos, make_user

DAY = timedelta(days=1)
MIDNIGHT = NOON.replace(hour=0)


def fill(session: Session, count: int = 60) -> tuple[str, str]:
    """Decisions of every kind by two reviewers over three days, some at the same moment; the reviewers' ids."""
    chance = random.Random(7)
    reviewers = (make_user(session, "Ada").id, make_user(session, "Ben").id)
    open_decisions: list[tuple[str, str]] = []
    for number in range(count):
        photo = a_photo(Origin(batch=chance.choice([None, "spring", "summer"]), reference=f"R-{number}"), f"IMG_{number:03d}.jpg")
        photos.add(session, photo)
        verdict = chance.choice(list(Verdict))
        label = {Verdict.ACCEPT: "original", Verdict.REJECT: "recaptured"}.get(verdict)
        replaced = open_decisions.pop() if number % 5 == 4 else (None, photo.id)
        undone = number % 10 == 9
        decided_at = NOON + chance.randrange(3) * DAY + chance.randrange(4) * MINUTE
        stored = decisions.record(session, a_decision(
            replaced[1], reviewers[number % 2], verdict=None if undone else verdict, label=None if undone else label,
            question=chance.choice(["recapture", "film"]), stage=Stage.UNDONE if undone else chance.choice([Stage.OPEN, Stage.BLIND]),
            reasons=tuple(chance.sample(["screen", "print", "scan"], chance.randrange(3))), supersedes=replaced[0],
            model_version=chance.choice([None, "1", "2"]), note=chance.choice([None, f"100 % sure_{number}"]), decided_at=decided_at,
            shown_at=decided_at - timedelta(seconds=2.5))).decision
        open_decisions.append((stored.id, stored.photo_id))
    return reviewers


FILTERS: dict[str, tuple[Callable[[str], LogFilters], Callable[[LogRow, str], bool]]] = {
    "none": (lambda me: LogFilters(), lambda row, me: True),
    "question": (lambda me: LogFilters(question="film"), lambda row, me: row.question == "film"),
    "verdict": (lambda me: LogFilters(verdict=Verdict.UNSURE), lambda row, me: row.verdict == Verdict.UNSURE),
    "label": (lambda me: LogFilters(label="original"), lambda row, me: row.label == "original"),
    "reviewer": (lambda me: LogFilters(reviewer_id=me), lambda row, me: row.reviewer_id == me),
    "reason": (lambda me: LogFilters(reason="print"), lambda row, me: "print" in row.reasons),
    "batch": (lambda me: LogFilters(batch="spring"), lambda row, me: row.batch == "spring"),
    "batch and reason": (lambda me: LogFilters(batch="spring", reason="scan"),
                         lambda row, me: row.batch == "spring" and "scan" in row.reasons),
    "version": (lambda me: LogFilters(model_version="2"), lambda row, me: row.model_version == "2"),
    "stage": (lambda me: LogFilters(stage=Stage.BLIND), lambda row, me: row.stage == Stage.BLIND),
    "standing": (lambda me: LogFilters(standing=True), lambda row, me: not row.superseded and row.stage != Stage.UNDONE),
    "days": (lambda me: LogFilters(since=MIDNIGHT + DAY, until=MIDNIGHT + 2 * DAY),
             lambda row, me: MIDNIGHT + DAY <= row.decided_at < MIDNIGHT + 2 * DAY),
    "minutes": (lambda me: LogFilters(since=NOON + MINUTE, until=NOON + DAY + MINUTE),
                lambda row, me: NOON + MINUTE <= row.decided_at < NOON + DAY + MINUTE),
    "name": (lambda me: LogFilters(text="img_01"), lambda row, me: "IMG_01" in (row.name or "")),
    "note": (lambda me: LogFilters(text="0 % sure_"), lambda row, me: row.note is not None),
    "reference": (lambda me: LogFilters(text="R-12"), lambda row, me: row.reference == "R-12"),
    "many": (lambda me: LogFilters(question="recapture", verdict=Verdict.REJECT, reviewer_id=me, reason="screen", standing=True),
             lambda row, me: (row.question, row.verdict, row.reviewer_id, row.superseded) == ("recapture", Verdict.REJECT, me, False)
             and "screen" in row.reasons),
    "nothing": (lambda me: LogFilters(label="film"), lambda row, me: False),
}


@pytest.fixture
def filled(database: Database) -> tuple[Database, str]:
    with database.begin() as session:
        return database, fill(session)[0]


def test_every_filter_gives_what_it_says(filled: tuple[Database, str]) -> None:
    database, me = filled
    with database.read() as session:
        everything = list(stream_rows(session, LogFilters()))
        assert len(everything) == 60
        assert [(row.decided_at, row.seq) for row in everything] == sorted(((row.decided_at, row.seq) for row in everything), reverse=True)
        for name, (build, passes) in FILTERS.items():
            expected = [row for row in everything if passes(row, me)]
            assert list(stream_rows(session, build(me))) == expected, name
            assert total(session, build(me)) == Total(len(expected), True), name
            assert paged(session, build(me), 7) == expected, name


def test_searching_by_days_gives_the_same(filled: tuple[Database, str], monkeypatch: pytest.MonkeyPatch) -> None:
    database, me = filled
    monkeypatch.setattr(log_days, "SEARCHED_AT_ONCE", 0)
    with database.read() as session:
        everything = list(stream_rows(session, LogFilters()))
        for name, (build, passes) in FILTERS.items():
            for changes in ({"question": "recapture"}, {"question": "recapture", "reviewer_id": me}, {"standing": True}):
                filters = replace(build(me), **changes)
                found = paged(session, filters, 7)
                assert found == list(stream_rows(session, filters)), (name, changes)
                assert set(found) <= {row for row in everything if passes(row, me)} or set(changes) & set(build(me).counted)


def test_common_words_are_found_without_the_index(filled: tuple[Database, str], monkeypatch: pytest.MonkeyPatch) -> None:
    database, me = filled
    monkeypatch.setattr(log_search, "MANY", 0)
    with database.read() as session:
        everything = list(stream_rows(session, LogFilters()))
        for name in ("name", "note", "reference"):
            build, passes = FILTERS[name]
            expected = [row for row in everything if passes(row, me)]
            assert paged(session, build(me), 7) == expected
            assert total(session, build(me)) == Total(len(expected), False)


def test_any_text_can_be_looked_for(filled: tuple[Database, str]) -> None:
    database, _ = filled
    with database.read() as session:
        everything = list(stream_rows(session, LogFilters()))
        for text in ("im", 'g"_', "' OR 1=1 --", "*", "100 %", "0_", "IMG* NEAR R", "^IMG", "words:IMG", "😀", "a\x00b", "half \ud83d", ""):
            expected = [row for row in everything
                        if any(text.lower() in (part or "").lower() for part in (row.name, row.reference, row.note))]
            assert log_rows(session, LogFilters(text=text), None, 100) == expected, text


def test_a_new_reference_is_found(database: Database) -> None:
    with database.begin() as session:
        reviewer, (photo_id,) = make_user(session), make_photos(session, 1, None, Origin(reference="first"))
        decisions.record(session, a_decision(photo_id, reviewer.id))
        photos.set_origin(session, photo_id, Origin(reference="second"))
        assert [len(log_rows(session, LogFilters(text=text), None, 10)) for text in ("first", "second")] == [0, 1]
        log_search.rebuild(session)
        assert [len(log_rows(session, LogFilters(text=text), None, 10)) for text in ("first", "second")] == [0, 1]


def paged(session: Session, filters: LogFilters, limit: int) -> list[LogRow]:
    rows: list[LogRow] = []
    page = log_rows(session, filters, None, limit)
    while page:
        rows += page
        page = log_rows(session, filters, LogCursor(page[-1].decided_at, page[-1].seq), limit)
    return rows


def test_a_row_tells_everything(database: Database) -> None:
    with database.begin() as session:
        reviewer, (photo_id,) = make_user(session, "Ada"), make_photos(session, 1, None, Origin("s", "g", "b", "r", "o"))
        new = a_decision(photo_id, reviewer.id, note="n", model_version="1", probability=0.25, suggestion="cannot_tell", drawn_by="oldest")
        stored = decisions.record(session, new).decision
        (row,) = log_rows(session, LogFilters(), None, 10)
    assert (row.seq, row.decision_id, row.photo_id, row.hash) == (1, stored.id, photo_id, stored.hash)
    assert (row.name, row.subject, row.batch, row.reference, row.note, row.reviewer) == ("photo0.jpg", "s", "b", "r", "n", "Ada")
    assert (row.model_version, row.probability, row.suggestion, row.score_seen, row.drawn_by) == ("1", 0.25, "cannot_tell", False, "oldest")
    assert (row.seconds, row.superseded, row.verdict, row.reasons) == (4.0, False, Verdict.REJECT, ("screen",))


def test_counting_stops_where_it_is_told(database: Database) -> None:
    with database.begin() as session:
        make_decisions(session, 9)
        assert total(session, LogFilters(reason="screen"), at_most=5) == Total(5, False)
        assert total(session, LogFilters(reason="screen"), at_most=9) == Total(9, True)
        assert total(session, LogFilters(), at_most=1) == Total(9, True)


def test_an_erased_photo_is_found_by_nothing_that_named_it(database: Database) -> None:
    with database.begin() as session:
        reviewer, (photo_id,) = make_user(session), make_photos(session, 1, None, Origin(batch="Marie Curie", reference="R-1"))
        decisions.record(session, a_decision(photo_id, reviewer.id, note="Marie"))
        erase_photo(session, photo_id, NOON)
        for filters in (LogFilters(text="photo"), LogFilters(text="Marie"), LogFilters(batch="Marie Curie"), LogFilters(text="R-1")):
            assert log_rows(session, filters, None, 10) == []
        (row,) = log_rows(session, LogFilters(), None, 10)
        assert (row.name, row.sha256, row.batch, row.reference, row.note) == (None,) * 5 and row.reasons == ("screen",)


def test_a_new_batch_is_followed(database: Database) -> None:
    with database.begin() as session:
        reviewer, (photo_id,) = make_user(session), make_photos(session, 1, None, Origin(batch="spring"))
        decisions.record(session, a_decision(photo_id, reviewer.id))
        photos.set_origin(session, photo_id, Origin(batch="summer"))
        assert [len(log_rows(session, LogFilters(batch=batch), None, 10)) for batch in ("spring", "summer")] == [0, 1]


def plan_of(session: Session, query: Select) -> str:
    statement = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    return " ".join(str(row) for row in session.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}"))


def test_a_long_export_is_never_sorted_in_memory_however_little_the_planner_knows(sqlite_database: Database) -> None:
    known = [("decisions", "ix_decisions_decided", "1000000 1 1"), ("decisions", "ix_decisions_photo", "1000000 2 2"),
             ("users", "sqlite_autoindex_users_1", "26 1"), ("photos", "sqlite_autoindex_photos_1", "1000000 1")]
    with sqlite_database.begin() as session:  # nothing is known of the index of reviewers, as after a migration that made it anew
        session.exec_driver_sql("ANALYZE")
        session.exec_driver_sql("DELETE FROM sqlite_stat1")
        session.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", known)
    with sqlite_database.read() as session:
        plan = plan_of(session, decision_log._query(LogFilters(), None, None))
    assert "ix_decisions_decided" in plan and "TEMP B-TREE" not in plan


def test_a_reviewers_decisions_with_one_reason_are_counted_without_reading_each(sqlite_database: Database) -> None:
    filters = LogFilters(question="recapture", reason="print", reviewer_id="somebody")
    query = select(driver_of(filters).c.seq).where(*where(filters))
    with sqlite_database.read() as session:
        assert "COVERING INDEX ix_decisions_reviewer (reviewer_id=?)" in plan_of(session, query)
