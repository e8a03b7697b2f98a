from __future__ import annotations

import numpy as np
import pytest

from app.features.colour_texture import CHANNELS, FAMILY
from tests.features.pictures import measured, resaved, scene


def test_squares_of_each_channel_sum_to_one():
    row = np.array(list(measured(FAMILY, scene()).values())).reshape(len(CHANNELS), 59)
    assert np.allclose((row ** 2).sum(axis=1), 1, atol=1e-5)


def test_a_grey_photograph_has_luma_texture_and_no_chroma_texture():
    grey = np.repeat(scene()[..., :1], 3, axis=2)
    found = measured(FAMILY, grey)
    flat = max(value for name, value in found.items() if name.startswith("cr_"))
    assert flat == pytest.approx(1)  # one pattern everywhere
    assert found["luma_u58"] > 0.2


def test_hard_compression_erases_chroma_texture():
    plain, compressed = measured(FAMILY, scene()), measured(FAMILY, resaved(scene(), 15))
    assert compressed["cr_u58"] < plain["cr_u58"]
    assert compressed["cb_u58"] < plain["cb_u58"]
