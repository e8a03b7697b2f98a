"""Colours of numbers: a fixed scale, readable without telling hues apart."""

from __future__ import annotations

import numpy as np

from app.evidence.heat import heat


def luminance(colours: np.ndarray) -> np.ndarray:
    return colours[..., :3].astype(float) @ [0.2126, 0.7152, 0.0722]


def test_more_is_lighter_and_denser():
    ramp = heat(np.linspace(0, 1, 50)[None], 0, 1)
    assert (np.diff(luminance(ramp[0])) >= -1).all() and luminance(ramp[0, -1]) - luminance(ramp[0, 0]) > 120
    assert (np.diff(ramp[0, :, 3].astype(int)) >= 0).all() and 0 < ramp[0, 0, 3] < ramp[0, -1, 3] < 255


def test_the_scale_is_fixed_and_ends_where_it_says():
    picture = heat(np.array([[-5.0, 2.0, 8.0, 99.0]]), 2, 8)
    assert (picture[0, 0] == picture[0, 1]).all() and (picture[0, 2] == picture[0, 3]).all()
    assert (heat(np.array([[5.0]]), 2, 8) == heat(np.array([[5.0, 99.0]]), 2, 8)[:, :1]).all()
