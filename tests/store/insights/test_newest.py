"""A long log is read from a midnight on, and answers a day are the same from the totals and from the log itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain import Stage
from app.store.engine import Database
from app.store.insights import newest
from app.store.insights.filters import InsightFilters
from app.store.insights.newest import begin_of_newest
from app.store.insights.pace import by_day
from tests.store.insights.story import CLAIM, OTHER, Story
from tests.store.makers import NOON

DAY = timedelta(days=1)
MIDNIGHT = NOON.replace(hour=0)
ALL = InsightFilters("recapture")


@pytest.fixture
def told(database: Database) -> tuple[Database, Story]:
    """Ada answers blind and after the reveal, Ben reads second and is replaced, on five days; one decision is imported, one undone."""
    with database.begin() as session:
        story = Story(session)
        for number in range(5):
            photo, when = story.photo(), dict(decided_at=NOON + number * DAY, shown_at=NOON + number * DAY - timedelta(seconds=3))
            story.reveals("Ada", photo, CLAIM, OTHER, **when)
            second = story.says("Ben", photo, CLAIM, Stage.SECOND, **when)
            story.says("Ben", photo, OTHER, Stage.OPEN, supersedes=second, model_version="v2", **when)
        story.says("Ada", story.photo(), CLAIM, Stage.IMPORTED)
        undone = story.says("Ada", story.photo(), CLAIM, Stage.OPEN)
        story.says("Ada", story.photo(), None, Stage.UNDONE, supersedes=undone)
    return database, story


@pytest.mark.parametrize("change", [{}, {"since": MIDNIGHT + DAY}, {"until": MIDNIGHT + DAY}, {"version": "v2"}, {"reviewer_id": "Ben"},
                                    {"since": MIDNIGHT + DAY, "until": MIDNIGHT + 3 * DAY, "version": "v1", "reviewer_id": "Ada"}])
def test_answers_a_day_are_those_of_the_log(told: tuple[Database, Story], change: dict) -> None:
    database, story = told
    filters = replace(ALL, **{name: story.people.get(value, value) for name, value in change.items()})
    with database.read() as session:
        of_totals, of_log = by_day(session, filters), by_day(session, replace(filters, source="s"))
    key = lambda one: (one.reviewer_id, one.day)  # noqa: E731
    assert sorted(of_totals, key=key) == sorted(of_log, key=key) != []


def test_a_short_log_is_read_whole_and_a_long_one_from_a_midnight_on(told: tuple[Database, Story], monkeypatch: pytest.MonkeyPatch) -> None:
    database, story = told
    with database.read() as session:
        assert begin_of_newest(session, ALL) is None
        monkeypatch.setattr(newest, "MOST", 7)  # four a day
        assert begin_of_newest(session, ALL) == MIDNIGHT + 3 * DAY
        assert begin_of_newest(session, replace(ALL, until=MIDNIGHT + 3 * DAY)) == MIDNIGHT + DAY
        assert begin_of_newest(session, replace(ALL, reviewer_id=story.people["Ben"])) == MIDNIGHT + DAY
        assert begin_of_newest(session, replace(ALL, version="v2")) is None
        assert begin_of_newest(session, replace(ALL, since=MIDNIGHT + 3 * DAY)) is None
        assert begin_of_newest(session, replace(ALL, batch="b")) is None
