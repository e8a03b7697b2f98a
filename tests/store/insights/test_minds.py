"""Reveals beside a truth that the reveal could not have made."""

from __future__ import annotations

from app.domain import Role, Stage
from app.store.engine import Database
from app.store.insights.filters import InsightFilters
from app.store.insights.minds import Mind, minds, reveals
from tests.store.insights.story import CLAIM, OTHER, Story

ALL = InsightFilters("recapture")


def one(story: Story) -> Mind | None:
    found = minds(story.session, ALL)
    assert len(found) <= 1
    return found[0] if found else None


def test_gold_tells_before_a_lead_and_a_lead_before_another_reader(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        photo = story.gold(CLAIM)
        story.reveals("Ada", photo, CLAIM, OTHER, drawn_by="gold")
        assert one(story) == Mind(story.people["Ada"], "v1", CLAIM, OTHER, OTHER, CLAIM, "gold", 1)
        photo = story.photo()
        story.reveals("Ben", photo, None, OTHER)
        story.says("Chloe", photo, CLAIM, Stage.SECOND)
        assert [(mind.truth, mind.basis) for mind in minds(session, ALL) if mind.reviewer_id == story.people["Ben"]] == [(CLAIM, "reader")]
        story.person("Lena", Role.LEAD)
        story.says("Lena", photo, OTHER, Stage.ADJUDICATED)
        assert [(mind.truth, mind.basis) for mind in minds(session, ALL) if mind.reviewer_id == story.people["Ben"]] == [(OTHER, "lead")]


def test_nobodys_own_final_answer_is_the_truth(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        story.reveals("Ada", story.photo(), CLAIM, OTHER)
        assert one(story) is None and reveals(session, ALL) == 1


def test_other_readers_tell_only_what_they_said_before_they_saw_the_score_and_with_one_voice(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        photo = story.photo()
        story.reveals("Ada", photo, CLAIM, OTHER)
        blind = story.says("Ben", photo, CLAIM, Stage.SECOND)
        story.says("Ben", photo, OTHER, Stage.REVEALED, supersedes=blind)
        ada = [mind for mind in minds(session, ALL) if mind.reviewer_id == story.people["Ada"]]
        assert [(mind.truth, mind.basis) for mind in ada] == [(CLAIM, "reader")]
        story.says("Chloe", photo, OTHER, Stage.SECOND)
        assert [mind for mind in minds(session, ALL) if mind.reviewer_id == story.people["Ada"]] == []


def test_withdrawn_reveals_do_not_count(database: Database) -> None:
    with database.begin() as session:
        story = Story(session)
        photo = story.gold(OTHER)
        revealed = story.reveals("Ada", photo, CLAIM, OTHER)
        story.says("Ada", photo, None, Stage.UNDONE, supersedes=revealed)
        assert one(story) is None
