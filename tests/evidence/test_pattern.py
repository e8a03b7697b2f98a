"""The pattern itself is drawn where it lies and as it is; without one the picture is dark."""

from __future__ import annotations

import numpy as np

from app.evidence.pattern import GROUND, make, repeating_part
from app.photos.planes import Planes
from tests.features.pictures import scene, with_grid

LEFT = (slice(None), slice(0, 512))


def test_what_is_found_is_the_grid_that_was_laid_over():
    plain = scene(1)
    gray, bare = (Planes(picture).gray1024 for picture in (with_grid(plain, 3.3, 20, 6, only=LEFT), plain))
    found, truth = repeating_part(gray), gray - bare
    inside = (slice(100, 668), slice(100, 412))
    assert np.corrcoef(found[inside].ravel(), truth[inside].ravel())[0, 1] > 0.85
    assert np.abs(found[:, 700:]).mean() < 0.05 * np.abs(found[:, :400]).mean()


def test_without_a_pattern_the_picture_is_dark():
    assert (make(Planes(scene(3))) == GROUND).mean() > 0.9


def test_the_picture_is_bright_where_the_pattern_is_even_when_it_is_shrunk():
    picture = make(Planes(with_grid(scene(1), 3.3, 20, 6, only=LEFT)))
    assert picture.shape == (768, 1024) and picture.dtype == np.uint8
    assert picture[:, :400].mean() > 2 * picture[:, 650:].mean()
