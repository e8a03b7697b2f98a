from __future__ import annotations

import json

import numpy as np
import pytest

from app.learning.summaries import summarise
from tests.learning.makers import LABELS, truth_of


def test_shares_sum_to_one_and_quantiles_rise(made):
    summaries = summarise(made.features, truth_of(made))
    assert np.allclose(summaries.shares.sum(axis=2), 1)
    assert (np.diff(summaries.quantiles, axis=2) >= 0).all()
    assert summaries.n.sum() == len(made)


def test_one_feature_in_json(made):
    told = json.loads(json.dumps(summarise(made.features, truth_of(made)).of(0, LABELS), allow_nan=False))
    assert set(told["labels"]) == set(LABELS)
    median = {label: told["labels"][label]["quantiles"][50] for label in LABELS}
    assert median["recaptured"] > median["original"]
    assert median["original"] == pytest.approx(np.median(made.features[~truth_of(made), 0]), abs=1e-5)
    assert len(told["edges"]) == len(told["labels"]["original"]["shares"]) + 1


def test_a_constant_feature_still_has_a_histogram():
    summaries = summarise(np.full((10, 1), 5.0, np.float32), np.arange(10) % 2 == 0)
    assert np.allclose(summaries.shares.sum(axis=2), 1)
    assert (np.diff(summaries.edges) > 0).all()
