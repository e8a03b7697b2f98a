"""The grain map lies on the photograph pixel by pixel and shows grain, not the picture."""

from __future__ import annotations

import numpy as np

from app.evidence.residual import make
from app.photos.planes import Planes
from tests.features.pictures import blurred, scene


def test_more_grain_shows_and_a_flat_picture_is_grey():
    calm = blurred(scene(0), 3)
    noisy = np.clip(calm + np.random.default_rng(0).normal(0, 6, calm.shape), 0, 255).astype(np.uint8)
    assert make(Planes(noisy)).std() > 3 * make(Planes(calm)).std()
    assert (make(Planes(np.full((300, 400, 3), 90, np.uint8))) == 128).all()


def test_a_speck_shows_at_its_place():
    picture = np.full((300, 400, 3), 90, np.uint8)
    picture[211, 333] = 140
    row, column = np.unravel_index(np.abs(make(Planes(picture)).astype(int) - 128).argmax(), (300, 400))
    assert abs(row - 211) <= 1 and abs(column - 333) <= 1
