"""UNSURE, second reads, agreement and pace as they are counted."""

from __future__ import annotations

from datetime import timedelta

from app.domain import QueueState, Role, Stage
from app.store.engine import Database
from app.store.insights.agreement import readings
from app.store.insights.choices import choices
from app.store.insights.filters import InsightFilters
from app.store.insights.pace import LONGEST, by_day, by_seconds
from app.store.insights.second_reads import SecondRead, second_reads
from app.store.insights.unsure import UnsureFate, unsure_fates
from tests.store.insights.story import CLAIM, OTHER, Story
from tests.store.makers import NOON

ALL = InsightFilters("recapture")


def test_each_unsure_photograph_has_one_fate(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        waiting, settled, sure = (story.photo() for _ in range(3))
        story.stands(waiting, QueueState.SECOND, story.says("Ada", waiting, None))
        story.says("Ada", settled, None)
        story.says("Ben", settled, None, Stage.SECOND)
        story.person("Lena", Role.LEAD)
        story.stands(settled, QueueState.DECIDED, story.says("Lena", settled, OTHER, Stage.ADJUDICATED))
        story.stands(sure, QueueState.DECIDED, story.says("Ada", sure, CLAIM))
        assert set(unsure_fates(session, ALL)) == {UnsureFate("second", "UNSURE", "blind", 1),
                                                   UnsureFate("decided", "REJECT", "adjudicated", 1)}


def test_second_reads_stand_beside_the_first_and_the_lead(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        same, apart = story.photo(), story.photo()
        for photo, second in ((same, CLAIM), (apart, OTHER)):
            story.reveals("Ada", photo, CLAIM, OTHER)
            story.says("Ben", photo, second, Stage.SECOND)
        story.person("Lena", Role.LEAD)
        story.says("Lena", apart, OTHER, Stage.ADJUDICATED)
        assert set(second_reads(session, ALL)) == {SecondRead("ACCEPT", "ACCEPT", None, 1), SecondRead("ACCEPT", "REJECT", "REJECT", 1)}


def test_readings_come_photo_by_photo_and_only_where_there_are_several(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        alone, both = story.photo(), story.photo()
        story.says("Ada", alone, CLAIM)
        story.says("Ada", both, CLAIM)
        story.says("Ben", both, None, Stage.SECOND)
        found = readings(session, InsightFilters("recapture", reviewer_id=story.people["Ben"]))
        assert [(story.names[one.reviewer_id], one.verdict) for one in found] == [("Ada", "ACCEPT"), ("Ben", "UNSURE")]


def test_pace_counts_answers_by_hand_and_their_seconds(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        story.reveals("Ada", story.photo(), CLAIM, CLAIM)
        story.says("Ada", story.photo(), CLAIM, decided_at=NOON + timedelta(days=1), shown_at=NOON + timedelta(days=1, seconds=-7.8))
        story.says("Ada", story.photo(), CLAIM, shown_at=NOON - timedelta(hours=3))
        story.says("Ada", story.photo(), CLAIM, Stage.IMPORTED)
        assert {(one.day, one.answers) for one in by_day(session, ALL)} == {("2026-11-21", 2), ("2026-11-22", 1)}
        assert {(one.seconds, one.answers) for one in by_seconds(session, ALL)} == {(4.0, 1), (7.5, 1), (LONGEST, 1)}


def test_filters_offer_what_there_is(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        story.says("Ben", story.photo("b1", "agency"), CLAIM)
        story.says("Ada", story.photo("b2", "booth"), CLAIM, model_version="v2")
        offered = choices(session, "recapture")
        assert [name for _, name in offered.reviewers] == ["Ada", "Ben"] and offered.versions == ("v2", "v1")
        assert offered.batches == ("b1", "b2") and offered.sources == ("agency", "booth")
