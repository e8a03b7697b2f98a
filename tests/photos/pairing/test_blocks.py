"""Blocks agree where two pictures show the same, whatever the light."""

from __future__ import annotations

import cv2
import numpy as np

from app.photos.pairing.blocks import UNTOLD, block_correlations, least_alike
from app.photos.pairing.sketch import SMALL, sketch_of
from tests.photos.pairing.scenes import on_card, scene

SAME = np.eye(3)


def test_the_same_picture_in_other_light_agrees_everywhere() -> None:
    small = sketch_of(scene(8)).small
    darker = (255 * (small / 255.0) ** 1.6 * 0.7 + 10).astype(np.uint8)
    assert least_alike(small, small, SAME) > 0.999 and least_alike(small, darker, SAME) > 0.9


def test_another_picture_is_unlike() -> None:
    assert least_alike(sketch_of(scene(8)).small, sketch_of(scene(9)).small, SAME) < 0


def test_another_picture_on_the_same_card_agrees_on_the_card_only() -> None:
    one, other = sketch_of(on_card(1)).small, sketch_of(on_card(2)).small
    assert np.median(block_correlations(one, other, SAME)) > 0.8 and least_alike(one, other, SAME) < 0.05


def test_only_what_both_see_counts() -> None:
    small = sketch_of(scene(8)).small
    right_half = np.ascontiguousarray(small[:, 80:])
    moved = np.array([[1, 0, -80.0 * SMALL], [0, 1, 0], [0, 0, 1]])
    whole, half = block_correlations(small, small, SAME), block_correlations(small, right_half, moved)
    assert len(half) < 0.6 * len(whole) and least_alike(small, right_half, moved) > 0.9


def test_too_few_blocks_say_nothing() -> None:
    flat = np.full((120, 160), 90, np.uint8)
    assert least_alike(flat, flat, SAME) == UNTOLD and len(block_correlations(flat, flat, SAME)) == 0
    tiny = cv2.resize(sketch_of(scene(8)).small, (8, 8))
    assert least_alike(tiny, tiny, SAME) == UNTOLD
