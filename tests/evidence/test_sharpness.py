"""A blurred part reads less sharp."""

from __future__ import annotations

import numpy as np

from app.evidence.sharpness import make, sharpness
from app.photos.planes import Planes
from tests.features.pictures import blurred, scene


def test_a_blurred_half_is_less_sharp():
    picture = scene(4)
    picture[:, 512:] = blurred(picture, 3)[:, 512:]
    found = sharpness(Planes(picture).gray1024)
    middle = found.shape[1] // 2
    assert np.median(found[:, middle + 1:]) < np.median(found[:, :middle - 1]) - 2


def test_more_blur_is_less_sharp_everywhere():
    levels = [np.median(sharpness(Planes(blurred(scene(5), sigma)).gray1024)) for sigma in (0.5, 1, 2, 4)]
    assert levels == sorted(levels, reverse=True)


def test_a_flat_picture_has_no_sharpness_and_is_all_one_colour():
    flat = Planes(np.full((400, 300, 3), 200, np.uint8))
    assert sharpness(flat.gray1024).max() == 0 and len(np.unique(make(flat).reshape(-1, 4), axis=0)) == 1
