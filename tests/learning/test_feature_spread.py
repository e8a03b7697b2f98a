"""How a feature is distributed by label and by source."""

from __future__ import annotations

import json

import numpy as np
import pytest

from app.learning.feature_spread import feature_spread, separation

LABELS = ("original", "recaptured")
TRUTH = np.arange(400) % 2 == 1
SOURCE = np.repeat(["a", "b"], 200)


def test_a_feature_that_turns_between_sources_is_seen_to() -> None:
    values = np.random.default_rng(0).normal(TRUTH * np.where(SOURCE == "a", 2.0, -2.0), 1)
    spread = json.loads(json.dumps(feature_spread(values, TRUTH, SOURCE, LABELS), allow_nan=False))
    assert spread["sources"]["a"]["auc"] > 0.85 and spread["sources"]["b"]["auc"] < 0.15 and 0.4 < spread["auc"] < 0.6
    assert spread["sources"]["a"]["labels"]["recaptured"]["quantiles"][2] == pytest.approx(2, abs=0.3)
    for one in spread["labels"].values():
        assert sum(one["shares"]) == pytest.approx(1) and one["quantiles"] == sorted(one["quantiles"]) and one["n"] == 200


def test_a_source_of_one_label_has_no_auc() -> None:
    only = feature_spread(np.arange(400.0), TRUTH, np.where(TRUTH, "a", "b"), LABELS)
    assert only["sources"]["a"]["auc"] is None and list(only["sources"]["a"]["labels"]) == ["recaptured"]


def test_separation_does_not_mind_the_direction() -> None:
    assert separation(TRUTH * 1.0, TRUTH) == separation(TRUTH * -1.0, TRUTH) == 1
    assert separation(np.zeros(400), TRUTH) == 0.5
