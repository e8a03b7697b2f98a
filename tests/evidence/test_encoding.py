"""A map as bytes: a PNG keeps every pixel, a JPEG keeps the picture."""

from __future__ import annotations

import cv2
import numpy as np

from app.evidence.encoding import encoded


def test_a_png_keeps_colours_and_opacity():
    picture = np.random.default_rng(0).integers(0, 256, (7, 9, 4), np.uint8)
    back = cv2.imdecode(np.frombuffer(encoded(picture, "png"), np.uint8), cv2.IMREAD_UNCHANGED)
    assert np.array_equal(cv2.cvtColor(back, cv2.COLOR_BGRA2RGBA), picture)


def test_a_jpeg_keeps_colour_order_and_takes_grey():
    red = np.zeros((32, 32, 3), np.uint8)
    red[..., 0] = 200
    back = cv2.imdecode(np.frombuffer(encoded(red, "jpeg"), np.uint8), cv2.IMREAD_COLOR)
    assert back[16, 16, 2] > 180 and back[16, 16, 0] < 20
    assert encoded(np.full((20, 30), 99, np.uint8), "jpeg").startswith(b"\xff\xd8")
