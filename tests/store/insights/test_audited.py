"""Audited photographs: one row each, with the label that people settled on."""

from __future__ import annotations

from app.domain import Role, Stage
from app.store.engine import Database
from app.store.insights.audited import audited
from app.store.insights.filters import InsightFilters
from tests.store.insights.story import CLAIM, OTHER, Story

ALL = InsightFilters("recapture")


def test_only_what_the_audit_drew_counts_and_the_settled_label_is_told(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        story.says("Ada", story.photo(), OTHER, drawn_by="uncertain")
        plain, split, settled = story.photo(source="phones"), story.photo(), story.photo()
        story.reveals("Ada", plain, CLAIM, OTHER, drawn_by="audit")
        for photo in (split, settled):
            story.says("Ada", photo, CLAIM, drawn_by="audit")
            story.says("Ben", photo, OTHER, Stage.SECOND)
        story.person("Lena", Role.LEAD)
        story.says("Lena", settled, CLAIM, Stage.ADJUDICATED)
        rows = audited(session, ALL)
        assert [row.label for row in rows] == [CLAIM, None, OTHER]
        assert rows[2].source == "phones" and rows[2].reasons == '["screen"]' and not rows[2].score_seen
        assert (rows[2].probability, rows[2].suggestion, rows[2].version) == (0.2, OTHER, "v1")


def test_unscored_photographs_say_nothing_of_a_model(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        story.says("Ada", story.photo(), CLAIM, drawn_by="audit", probability=None, suggestion=None, model_version=None)
        assert audited(session, ALL) == []


def test_what_the_program_accepted_settles_nothing(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        photo = story.photo()
        story.says("Ada", photo, None, drawn_by="audit")
        story.says("Program", photo, CLAIM, Stage.AUTOMATIC)
        assert [row.label for row in audited(session, ALL)] == [None]
