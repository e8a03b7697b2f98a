"""A decision is stored once and never changed; a later row replaces it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.domain import Stage, Verdict
from app.errors import AlreadyDecided, PhotoNotFound, RequestReused
from app.store import chain, decisions
from app.store.engine import Database
from app.store.label_sources import label_sources
from tests.store.makers import NOON, a_decision, make_decisions, make_photos, make_user


def test_a_decision_comes_back_as_it_was_given(database: Database) -> None:
    with database.begin() as session:
        reviewer, (photo_id,) = make_user(session), make_photos(session, 1, None)
        new = a_decision(photo_id, reviewer.id, note="moiré on the shirt", reasons=("screen", "print"))
        stored = decisions.record(session, new).decision
    with database.read() as session:
        assert decisions.get(session, stored.id) == stored == decisions.by_request(session, new.request_id)
    for name in ("photo_id", "question", "verdict", "label", "claim", "stage", "reviewer_id", "decided_at", "shown_at", "reasons", "note"):
        assert getattr(stored, name) == getattr(new, name)


def test_the_same_request_stores_once(database: Database) -> None:
    with database.begin() as session:
        reviewer, (photo_id, other_photo) = make_user(session), make_photos(session, 2, None)
    new = a_decision(photo_id, reviewer.id, note="n")

    def send(_: int) -> tuple[str, bool]:
        with database.begin() as session:
            recorded = decisions.record(session, new)
            return recorded.decision.id, recorded.repeated

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(send, range(16)))
    assert len({decision_id for decision_id, _ in answers}) == 1
    assert sorted(repeated for _, repeated in answers) == [False] + [True] * 15
    for change in ({"verdict": Verdict.ACCEPT}, {"photo_id": other_photo}, {"note": "other"}, {"reasons": ()}):
        with pytest.raises(RequestReused), database.begin() as session:
            decisions.record(session, replace(new, **change))
    with database.read() as session:
        assert chain.head(session).seq == 1


def test_a_decision_is_replaced_once(database: Database) -> None:
    with database.begin() as session:
        reviewer, (photo_id,) = make_user(session), make_photos(session, 1, None)
        first = decisions.record(session, a_decision(photo_id, reviewer.id)).decision
        second = decisions.record(session, a_decision(photo_id, reviewer.id, supersedes=first.id, verdict=Verdict.ACCEPT)).decision
        with pytest.raises(AlreadyDecided):
            decisions.record(session, a_decision(photo_id, reviewer.id, supersedes=first.id))
        assert decisions.standing(session, photo_id, "recapture") == [second]
        assert decisions.of_photo(session, photo_id, "recapture") == [first, second]
        assert decisions.superseded_by(session, first.id) == second and decisions.superseded_by(session, second.id) is None


def test_an_undo_leaves_nothing_standing_and_nothing_to_learn_from(database: Database) -> None:
    with database.begin() as session:
        reviewer, (photo_id,) = make_user(session), make_photos(session, 1, None)
        first = decisions.record(session, a_decision(photo_id, reviewer.id)).decision
        assert decisions.judged_since(session, reviewer.id, "recapture", NOON) == 1
        assert decisions.last_own(session, reviewer.id, "recapture") == [first]
        undo = a_decision(photo_id, reviewer.id, supersedes=first.id, verdict=None, label=None, stage=Stage.UNDONE, reasons=())
        assert decisions.record(session, undo).decision.verdict is None
        assert decisions.standing(session, photo_id, "recapture") == decisions.last_own(session, reviewer.id, "recapture") == []
        assert list(label_sources(session, "recapture")) == [] and decisions.count_labelled(session, "recapture") == {}
        assert decisions.judged_since(session, reviewer.id, None, NOON) == 0


def test_only_an_undo_has_no_verdict(database: Database) -> None:
    with database.begin() as session:
        reviewer, (photo_id,) = make_user(session), make_photos(session, 1, None)
    with pytest.raises(DBAPIError), database.begin() as session:
        decisions.record(session, a_decision(photo_id, reviewer.id, verdict=None))


def test_judged_today_counts_the_days_verdicts_of_one_reviewer(database: Database) -> None:
    with database.begin() as session:
        stored = make_decisions(session, 3)
        make_decisions(session, 2)
        me = stored[0].reviewer_id
        assert decisions.judged_since(session, me, "recapture", NOON) == 3
        assert decisions.judged_since(session, me, "film", NOON) == 0
        assert decisions.judged_since(session, me, "recapture", NOON + timedelta(days=1)) == 0
        assert [d.seq for d in decisions.last_own(session, me, "recapture", 20)] == [3, 2, 1]
        assert [one.decision.seq for one in label_sources(session, "recapture")] == [1, 2, 3, 4, 5]
        assert decisions.count_labelled(session, "recapture") == {"recaptured": 5}


def test_a_photo_that_is_not_there_cannot_be_decided(database: Database) -> None:
    with pytest.raises(PhotoNotFound), database.begin() as session:
        decisions.record(session, a_decision("0" * 32, make_user(session).id))


@pytest.mark.parametrize("statement", [
    "UPDATE decisions SET verdict = 'ACCEPT' WHERE seq = 1",
    "DELETE FROM decisions WHERE seq = 2",
    "DELETE FROM chain_head",
    "INSERT INTO decisions SELECT * FROM decisions WHERE seq = 1",
])
def test_stored_decisions_cannot_be_changed(database: Database, statement: str) -> None:
    with database.begin() as session:
        make_decisions(session, 2)
    with pytest.raises(DBAPIError), database.begin() as session:
        session.execute(text(statement))


def test_replace_and_truncate_are_refused_too(database: Database) -> None:
    with database.begin() as session:
        make_decisions(session, 2)
    statement = "REPLACE INTO decisions SELECT * FROM decisions WHERE seq = 2" if database.is_sqlite else "TRUNCATE decisions CASCADE"
    with pytest.raises(DBAPIError, match="chain|changed"), database.begin() as session:
        session.execute(text(statement))


def test_a_row_that_does_not_follow_the_head_is_refused(database: Database) -> None:
    with database.begin() as session:
        make_decisions(session, 2)
        stored = session.execute(text("SELECT * FROM decisions WHERE seq = 2")).one()._mapping
    for seq, previous in ((4, stored["hash"]), (3, "f" * 64)):
        row = {**stored, "seq": seq, "previous_hash": previous, "id": "e" * 32, "request_id": "another"}
        columns = ", ".join(row)
        with pytest.raises(DBAPIError, match="head of the chain"), database.begin() as session:
            session.execute(text(f"INSERT INTO decisions ({columns}) VALUES ({', '.join(':' + name for name in row)})"), row)
