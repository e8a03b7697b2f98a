from __future__ import annotations

import json

import numpy as np

from app.learning.reliability import ENOUGH, band_of, reliability_bands
from tests.learning.makers import LABELS


def test_every_prediction_is_counted_once_in_its_band():
    rng = np.random.default_rng(0)
    probability, truth = rng.random(2000), rng.random(2000) < 0.5
    bands = reliability_bands(probability, truth, LABELS)
    assert sum(band["n"] for band in bands) == 2000
    assert sum(band["correct"] for band in bands) == ((probability >= 0.5) == truth).sum()
    json.dumps(bands, allow_nan=False)


def test_a_band_says_how_many_of_the_photographs_called_so_were_so():
    probability = np.concatenate([np.full(40, 0.85), np.full(35, 0.15), [1.0, 0.0]])
    truth = np.concatenate([np.arange(40) < 34, np.arange(35) < 5, [True, False]])
    bands = reliability_bands(probability, truth, LABELS)
    assert {key: band_of(bands, 0.88, "recaptured")[key] for key in ("n", "correct")} == {"n": 40, "correct": 34}
    assert {key: band_of(bands, 0.80, "original")[key] for key in ("n", "correct")} == {"n": 35, "correct": 30}


def test_too_few_are_not_shown():
    bands = reliability_bands(np.full(ENOUGH - 1, 0.97), np.ones(ENOUGH - 1, bool), LABELS)
    assert band_of(bands, 0.97, "recaptured") is None
    assert band_of(reliability_bands(np.full(ENOUGH, 1.0), np.ones(ENOUGH, bool), LABELS), 1.0, "recaptured")["n"] == ENOUGH
