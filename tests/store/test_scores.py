"""A score is written once per model version and never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.domain import Abstention
from app.store import scores
from app.store.engine import Database
from tests.store.makers import NOON, a_score, make_photos


def test_a_score_comes_back_and_is_not_given_twice(database: Database) -> None:
    with database.begin() as session:
        (photo_id,) = make_photos(session, 1)
        first = replace(a_score(photo_id), suggestion="cannot_tell", abstention=Abstention.CONFORMAL)
        assert scores.add(session, first) == first
        assert scores.add(session, a_score(photo_id, recaptured=0.1)) == first
        assert scores.get(session, first.id) == first == scores.by_version(session, photo_id, "recapture", "2026.11-1")
        assert scores.by_version(session, photo_id, "film", "2026.11-1") is None


def test_each_version_scores_and_the_newest_is_known(database: Database) -> None:
    with database.begin() as session:
        ids = make_photos(session, 3)
        scores.add_many(session, [a_score(photo_id) for photo_id in ids[:2]])
        later = replace(a_score(ids[0], "2026.11-2"), scored_at=NOON + timedelta(hours=1))
        scores.add(session, later)
        assert scores.newest(session, ids[0], "recapture") == later and scores.newest(session, ids[2], "recapture") is None
        assert set(scores.many_by_version(session, ids, "recapture", "2026.11-1")) == set(ids[:2])


def test_a_score_cannot_be_changed(database: Database) -> None:
    with database.begin() as session:
        scores.add(session, a_score(make_photos(session, 1)[0]))
    with pytest.raises(DBAPIError, match="never changed"), database.begin() as session:
        session.execute(text("UPDATE scores SET suggestion = 'original'"))
