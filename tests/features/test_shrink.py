from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.shrink import shrunk


@given(height=st.integers(1, 700), width=st.integers(1, 700), side=st.integers(1, 512))
def test_the_longest_side_is_at_most_what_was_asked_and_nothing_grows(height, width, side):
    small = shrunk(np.zeros((height, width, 3), np.uint8), side)
    assert max(small.shape[:2]) == min(side, max(height, width)) and min(small.shape[:2]) >= 1


def test_the_mean_stays():
    picture = np.random.default_rng(0).integers(0, 256, (400, 600, 3), dtype=np.uint8)
    assert shrunk(picture, 200).mean() == pytest.approx(picture.mean(), abs=0.5)
