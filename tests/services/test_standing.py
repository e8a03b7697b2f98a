"""Where a value stands among others, in one honest sentence."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.services.standing import distributions_of, percentage_below, standing_sentence

SUMMARY = {"edges": [0.0, 50.0, 100.0], "labels": {
    "original": {"n": 400, "shares": [0.5, 0.5], "quantiles": np.linspace(0, 100, 101).tolist()},
    "recaptured": {"n": 300, "shares": [0.0, 1.0], "quantiles": np.linspace(200, 300, 101).tolist()},
}}


@given(st.floats(-50, 150))
def test_the_percentage_is_the_value_on_an_even_scale(value: float) -> None:
    assert abs(percentage_below(value, np.linspace(0, 100, 101).tolist()) - min(max(value, 0), 100)) < 1e-6


@given(st.lists(st.floats(-1e6, 1e6), min_size=101, max_size=101), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_larger_value_never_stands_lower(values: list[float], first: float, second: float) -> None:
    quantiles = sorted(values)
    low, high = sorted((first, second))
    assert 0 <= percentage_below(low, quantiles) <= percentage_below(high, quantiles) <= 100


def test_a_constant_feature_stands_in_the_middle() -> None:
    assert percentage_below(3.0, [3.0] * 101) == 50.0


def test_the_sentence_names_direction_share_and_label() -> None:
    told = distributions_of(SUMMARY)
    assert standing_sentence("peak height", 96.0, told, "original", "originals") == "Peak height: higher than in 96 of 100 originals"
    assert standing_sentence("peak height", 4.0, told, "original", "originals") == "Peak height: lower than in 96 of 100 originals"
    assert standing_sentence("peak height", 50.0, told, "original", "originals") == "Peak height: as in most originals"


def test_no_value_is_beyond_all_of_a_hundred() -> None:
    assert "99 of 100" in standing_sentence("x", 1e9, distributions_of(SUMMARY), "recaptured", "recaptured photographs")
