"""What became of unsure answers is said in words that fit who settled them."""

from __future__ import annotations

import pytest

from app.domain import QueueState, Stage
from app.services.deps import Deps
from app.services.insights.unsure import unsure_fates
from app.store.insights.filters import InsightFilters
from tests.store.insights.story import CLAIM, Story


@pytest.mark.parametrize(("stage", "label", "words"), [
    (Stage.OPEN, None, "left unsure"), (Stage.OPEN, CLAIM, "accepted in a later answer"),
    (Stage.SECOND, None, "left unsure by a second reader"), (Stage.SECOND, CLAIM, "accepted by a second reader"),
    (Stage.ADJUDICATED, CLAIM, "accepted by a lead"), (Stage.BULK, CLAIM, "accepted in bulk"),
    (Stage.IMPORTED, CLAIM, "accepted by an import")])
def test_the_words_name_who_settled_it(deps: Deps, stage: Stage, label: str | None, words: str) -> None:
    with deps.database.begin() as session:
        story = Story(session)
        photo = story.photo()
        story.says("Ada", photo, None, Stage.OPEN)
        story.stands(photo, QueueState.DECIDED, story.says("Ben", photo, label, stage))
    with deps.database.read() as session:
        found = unsure_fates(session, InsightFilters("recapture"))
    assert [(fate.words, fate.photos, fate.open) for fate in found.fates] == [(words, 1, False)]
    assert found.settled.count == (label is not None)
