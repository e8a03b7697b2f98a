"""The pattern map lights up where a pattern is, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from app.evidence.periodic import FAINT, STRONG, make, peak_strength
from app.photos.planes import Planes
from tests.features.pictures import scene, with_grid


@pytest.mark.parametrize(("period", "angle"), [(3.3, 20.0), (5.0, 7.0), (2.6, 40.0)])
def test_a_grid_in_the_left_half_lights_the_left_half_only(period, angle):
    left = (slice(None), slice(0, 512))
    strength = peak_strength(Planes(with_grid(scene(1), period, angle, 6, only=left)).gray1024)
    columns = strength.shape[1]
    lit = strength[:, :columns // 2 - 2]
    assert np.quantile(lit, 0.05) > FAINT + 1 and np.median(lit) > (FAINT + STRONG) / 2
    assert np.quantile(strength[:, columns // 2 + 3:], 0.95) < FAINT


def test_a_patch_is_lit_where_it_lies():
    patch = (slice(96, 288), slice(672, 864))
    strength = peak_strength(Planes(with_grid(scene(2), 3.3, 20.0, 10, only=patch)).gray1024)
    row, column = np.unravel_index(strength.argmax(), strength.shape)
    y, x = (row + 0.5) * 768 / strength.shape[0], (column + 0.5) * 1024 / strength.shape[1]
    assert 96 <= y <= 288 and 672 <= x <= 864


@pytest.mark.parametrize("seed", range(3))
def test_a_natural_scene_stays_dark(seed):
    assert np.quantile(peak_strength(Planes(scene(seed)).gray1024), 0.95) < FAINT


def test_the_picture_has_a_pixel_for_each_cell():
    picture = make(Planes(scene(0, 600, 800)))
    assert picture.shape == (12, 17, 4) and picture.dtype == np.uint8
