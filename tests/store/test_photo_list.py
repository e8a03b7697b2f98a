"""The list of photographs: every page together is exactly what the filters let through, newest first."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from sqlalchemy import text

from app.domain import Origin, QueueState
from app.store import photo_list, photos, queue, scores
from app.store.engine import Database
from app.store.photo_list import Listed, PhotoFilters, Place
from tests.store.makers import MINUTE, NOON, a_photo, a_score

RECAPTURE = PhotoFilters("recapture")
FILTERS = [
    RECAPTURE, replace(RECAPTURE, states=(QueueState.DECIDED,)), replace(RECAPTURE, states=(QueueState.WAITING, QueueState.GOLD)),
    replace(RECAPTURE, source="phone"), replace(RECAPTURE, batch="b1"), replace(RECAPTURE, text="photo1"),
    replace(RECAPTURE, suggestion="recaptured", confidence=0.8), replace(RECAPTURE, since=NOON + 10 * MINUTE, until=NOON + 30 * MINUTE),
    replace(RECAPTURE, states=(QueueState.WAITING,), source="scanner", batch="b2"),
    replace(RECAPTURE, confidence=0.6, states=(QueueState.DECIDED,)),
]


@pytest.fixture
def sixty(database: Database) -> Database:
    """Sixty photographs, some decided, some gold, some with the same moment, one erased."""
    chosen = random.Random(3)
    with database.begin() as session:
        for number in range(60):
            moment = NOON + (number // 2) * MINUTE
            origin = Origin(source=chosen.choice(["phone", "scanner"]), batch=chosen.choice(["b1", "b2", None]), subject="Somebody")
            photo = a_photo(origin, f"photo{number}.jpg", moment)
            photos.add(session, photo)
            score = scores.add(session, a_score(photo.id, recaptured=chosen.random() / 2 + 0.5))
            queue.enqueue(session, "recapture", [queue.NewEntry(photo.id, 0.5, score.id, origin.batch)], moment)
            state = chosen.choice([QueueState.WAITING, QueueState.DECIDED, QueueState.GOLD])
            session.execute(text("UPDATE queue_entries SET state = :state WHERE photo_id = :id"), {"state": state.value, "id": photo.id})
            if number == 20:
                photos.mark_erased(session, photo.id, NOON)
    return database


def all_pages(database: Database, filters: PhotoFilters, limit: int) -> list[Listed]:
    found: list[Listed] = []
    after: Place | None = None
    with database.read() as session:
        for _ in range(200):
            page = photo_list.list_photos(session, filters, after, limit)
            assert len(page.rows) <= limit
            found += page.rows
            if page.following is None:
                return found
            after = page.following
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("window", [7, 5000])
@pytest.mark.parametrize("filters", FILTERS, ids=lambda one: str(FILTERS.index(one)))
def test_the_pages_hold_what_passes_once_and_newest_first(sixty: Database, filters: PhotoFilters, window: int, monkeypatch) -> None:
    everything = all_pages(sixty, RECAPTURE, 100)
    assert len(everything) == 59
    monkeypatch.setattr(photo_list, "WINDOW", window)
    found = all_pages(sixty, filters, 5)
    assert found == [row for row in everything if passes(row, filters)]


def passes(row: Listed, filters: PhotoFilters) -> bool:
    scored = filters.suggestion in (None, row.suggestion) and (filters.confidence is None or (row.confidence or 0) >= filters.confidence)
    return (scored and (not filters.states or row.state in filters.states) and filters.source in (None, row.source)
            and filters.batch in (None, row.batch) and (filters.text or "") in (row.name or "")
            and (filters.since is None or row.uploaded_at >= filters.since) and (filters.until is None or row.uploaded_at < filters.until))


def test_sources_are_named_once(sixty: Database) -> None:
    with sixty.read() as session:
        assert photo_list.sources(session) == ["phone", "scanner"]
