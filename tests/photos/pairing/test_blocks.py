"""Blocks agree where two pictures show the same, whatever the light."""

from __future__ import annotations

import cv2
import numpy as np

from app.photos.pairing.blocks import UNTOLD, block_correlations, least_alike
from app.photos.pairing.sketch import SMALL, sketch_of
from tests.photos.pairing.scenes import on_card, scene

SAME = np.eye(3)
EVERYWHERE = np.array([[0, 0], [639, 0], [639, 479], [0, 479]], np.float32)


def least(first: np.ndarray, second: np.ndarray, view: np.ndarray = SAME) -> float:
    return least_alike(block_correlations(first, second, view, EVERYWHERE)[0])


def test_the_same_picture_in_other_light_agrees_everywhere() -> None:
    small = sketch_of(scene(8)).small
    darker = (255 * (small / 255.0) ** 1.6 * 0.7 + 10).astype(np.uint8)
    assert least(small, small) > 0.999 and least(small, darker) > 0.9


def test_another_picture_is_unlike() -> None:
    assert least(sketch_of(scene(8)).small, sketch_of(scene(9)).small) < 0


def test_another_picture_on_the_same_card_agrees_on_the_card_only() -> None:
    one, other = sketch_of(on_card(1)).small, sketch_of(on_card(2)).small
    assert np.median(block_correlations(one, other, SAME, EVERYWHERE)[0]) > 0.8 and least(one, other) < 0.05


def test_only_what_both_see_counts() -> None:
    small = sketch_of(scene(8)).small
    right_half = np.ascontiguousarray(small[:, 80:])
    moved = np.array([[1, 0, -80.0 * SMALL], [0, 1, 0], [0, 0, 1]])
    whole, half = (block_correlations(small, other, view, EVERYWHERE)[0] for other, view in ((small, SAME), (right_half, moved)))
    assert len(half) < 0.6 * len(whole) and least(small, right_half, moved) > 0.9


def test_blocks_among_the_points_are_told_from_the_rest() -> None:
    small = sketch_of(scene(8)).small
    painted_over = small.copy()
    painted_over[:, :80] = 30
    alike, among = block_correlations(small, painted_over, SAME, EVERYWHERE / (2, 1) + (320, 0))
    assert 0.3 < among.mean() < 0.6 and least_alike(alike[among]) > 0.9 > 0.1 > least_alike(alike)


def test_too_few_blocks_say_nothing() -> None:
    flat = np.full((120, 160), 90, np.uint8)
    assert least(flat, flat) == UNTOLD and len(block_correlations(flat, flat, SAME, EVERYWHERE)[0]) == 0
    tiny = cv2.resize(sketch_of(scene(8)).small, (8, 8))
    assert least(tiny, tiny) == UNTOLD
