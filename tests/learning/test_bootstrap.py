from __future__ import annotations

import numpy as np

from app.learning.bootstrap import draw_statistics, figure, group_weights


def mean_of(values: np.ndarray):
    return {"mean": lambda weights: weights @ values / weights.sum(axis=1)}


def test_a_group_is_drawn_whole():
    group = np.array(["a", "b", "a", "c"])
    weights = group_weights(group, 50, np.random.default_rng(0))
    assert np.array_equal(weights[:, 0], weights[:, 2])
    assert (weights[:, [0, 1, 3]].sum(axis=1) == 3).all()


def test_the_interval_is_about_two_standard_errors():
    rng = np.random.default_rng(0)
    values = rng.normal(size=400)
    drawn = draw_statistics(mean_of(values), np.arange(400).astype(str), 2000, 0)["mean"]
    made = figure(values.mean(), drawn, 400, 400, "")
    assert np.isclose(made["high"] - made["low"], 2 * 1.96 * values.std() / 20, rtol=0.1)
    assert made["low"] < values.mean() < made["high"]


def test_photographs_that_rise_together_widen_the_interval():
    rng = np.random.default_rng(0)
    group = np.repeat(np.arange(40), 10).astype(str)
    values = np.repeat(rng.normal(size=40), 10)
    alone, together = (draw_statistics(mean_of(values), one, 1000, 0)["mean"].std() for one in (np.arange(400).astype(str), group))
    assert together > 2 * alone


def test_the_same_seed_gives_the_same_draws():
    values, group = np.arange(50.0), np.arange(50).astype(str)
    first, again, other = (draw_statistics(mean_of(values), group, 100, seed)["mean"] for seed in (7, 7, 8))
    assert np.array_equal(first, again) and not np.array_equal(first, other)


def test_what_cannot_be_said_is_null_with_a_reason():
    assert figure(float("nan"), np.empty(0), 3, 3, "why") == {"value": None, "low": None, "high": None, "n": 3, "reason": "why"}
    few = figure(0.7, np.full(10, 0.7), 8, 2, "")
    assert few["value"] == 0.7 and few["low"] is None and "2 groups" in few["reason"]
    shaky = figure(0.7, np.array([np.nan, 0.5] * 50), 8, 8, "")
    assert shaky["low"] is None and "undefined" in shaky["reason"]
