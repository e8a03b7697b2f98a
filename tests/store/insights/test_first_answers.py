"""Which answers count as somebody's own."""

from __future__ import annotations

from app.domain import Role, Stage
from app.store.engine import Database
from app.store.insights.filters import InsightFilters
from app.store.insights.first_answers import first_answers
from tests.store.insights.story import CLAIM, OTHER, Story

ALL = InsightFilters("recapture")


def labels(story: Story, filters: InsightFilters = ALL) -> list[tuple[str, str | None]]:
    rows = story.session.execute(first_answers(filters)).all()
    return [(story.names[row.reviewer_id], row.label) for row in sorted(rows, key=lambda row: row.seq)]


def test_the_answer_before_the_reveal_counts_and_the_one_after_does_not(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        story.reveals("Ada", story.photo(), CLAIM, OTHER)
        assert labels(story) == [("Ada", CLAIM)]


def test_withdrawn_and_replaced_answers_do_not_count(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        photo = story.photo()
        revealed = story.reveals("Ada", photo, CLAIM, OTHER)
        story.says("Ada", photo, None, Stage.UNDONE, supersedes=revealed)
        first = story.says("Ada", photo, OTHER)
        story.says("Ada", photo, None, Stage.OPEN, supersedes=first)
        assert labels(story) == [("Ada", None)]


def test_bulk_answers_leads_gold_and_the_program_are_no_readings(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        photo = story.photo()
        story.says("Ada", photo, CLAIM)
        story.says("Ben", photo, OTHER, Stage.SECOND)
        story.person("Lena", Role.LEAD)
        story.says("Lena", photo, OTHER, Stage.ADJUDICATED)
        for stage in (Stage.BULK, Stage.AUTOMATIC):
            story.says("Ada", story.photo(), CLAIM, stage)
        story.says("Ada", story.gold(CLAIM), CLAIM, drawn_by="gold")
        assert labels(story) == [("Ada", CLAIM), ("Ben", OTHER)]


def test_every_filter_narrows(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        story.says("Ada", story.photo("b1", "s1"), CLAIM, model_version="v1")
        story.says("Ben", story.photo("b2", "s2"), OTHER, model_version="v2")
        second = session.execute(first_answers(ALL)).all()[1].decided_at
        only = ({"since": second}, {"reviewer_id": story.people["Ben"]}, {"batch": "b2"}, {"source": "s2"}, {"version": "v2"})
        assert [labels(story, InsightFilters("recapture", **one)) for one in only] == [[("Ben", OTHER)]] * 5
        assert labels(story, InsightFilters("recapture", until=second)) == [("Ada", CLAIM)]
        assert labels(story, InsightFilters("film")) == []
