"""The newest photographs of a version, with what it read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.store import feature_sets, scores
from app.store.engine import Database
from app.store.insights.recent_scores import features_of, recent_scores
from tests.store.makers import MINUTE, NOON, a_score, make_photos


def test_newest_first_of_this_version_and_only_in_full_resolution(database: Database) -> None:
    with database.begin() as session:
        old, middle, new, small, other = make_photos(session, 5)
        for photo, changes in ((old, {}), (middle, {}), (new, {}), (small, {"low_resolution": True}), (other, {"model_version": "v9"})):
            scores.add(session, replace(a_score(photo, "v1"), **changes))
        found = recent_scores(session, "recapture", "v1", NOON + MINUTE, 10)
        assert [photo for photo, _ in found] == [new, middle] and found[0][1]["recaptured"] == 0.75
        assert [photo for photo, _ in recent_scores(session, "recapture", "v1", NOON, 1)] == [new]
        feature_sets.save(session, new, "s", np.array([1.0, 2.0], np.float32))
        assert features_of(session, [new, middle], "s").tolist() == [[1.0, 2.0]]
