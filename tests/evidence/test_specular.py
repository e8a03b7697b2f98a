"""Highlights are covered where they lie; coloured light parts are not."""

from __future__ import annotations

import cv2
import numpy as np

from app.evidence.specular import highlights, make
from app.photos.planes import Planes
from tests.features.pictures import scene


def test_a_glare_is_covered_at_its_place():
    picture = (scene(0) * 0.5).astype(np.uint8)
    cv2.circle(picture, (800, 200), 60, (250, 250, 250), -1)
    mask = highlights(Planes(picture).s512)
    covered = cv2.resize(mask.astype(np.uint8), (1024, 768), interpolation=cv2.INTER_NEAREST) > 0
    assert covered[180:220, 780:820].all() and covered[:, :600].mean() < 0.05


def test_a_bright_colour_is_no_highlight():
    picture = np.full((300, 400, 3), 60, np.uint8)
    picture[100:200, 100:200] = (255, 40, 40)
    assert not highlights(picture).any()


def test_nothing_is_covered_in_the_dark_and_all_else_is_clear():
    assert not make(Planes((scene(0) * 0.2).astype(np.uint8))).any()
