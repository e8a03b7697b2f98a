"""Keypoints are few enough to be kept, and compare as their histograms do."""

from __future__ import annotations

import cv2
import numpy as np

from app.photos.pairing.keypoints import MOST, UNIT, find_keypoints
from tests.photos.pairing.scenes import scene


def test_at_most_so_many_each_inside_the_picture_and_of_unit_length() -> None:
    gray = cv2.cvtColor(scene(1), cv2.COLOR_RGB2GRAY)
    found = find_keypoints(gray)
    assert 100 < len(found.points) <= MOST and found.descriptors.shape == (len(found.points), 128)
    assert (found.points >= 0).all() and (found.points < (gray.shape[1], gray.shape[0])).all()
    lengths = np.linalg.norm(found.descriptors.astype(float), axis=1)
    assert np.abs(lengths / UNIT - 1).max() < 0.03


def test_an_empty_picture_has_none() -> None:
    found = find_keypoints(np.full((480, 640), 128, np.uint8))
    assert len(found.points) == 0 and found.descriptors.shape == (0, 128)
