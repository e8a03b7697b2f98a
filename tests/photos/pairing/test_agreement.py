"""Two photos agree when one view explains their keypoints and what lies between them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from app.photos.pairing.agreement import LEAST_INLIERS, compare, good_matches
from app.photos.pairing.sketch import sketch_of
from tests.photos.pairing.scenes import on_card, scene, seen_again

FIRST = sketch_of(scene(7))


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 31])
def test_the_same_scene_agrees_and_says_how_it_is_turned_both_ways(degrees: int) -> None:
    second = sketch_of(seen_again(scene(7), degrees))
    found, back = compare(FIRST, second), compare(second, FIRST)
    assert found is not None and back is not None
    assert found.inliers >= 3 * LEAST_INLIERS and 0 < found.similarity <= 1 and found.agreeing > 0.4
    for rotation, expected in ((found.rotation, degrees), (back.rotation, -degrees), (found.the_other_way().rotation, -degrees)):
        assert abs((rotation - expected + 180) % 360 - 180) <= 4


def test_another_scene_does_not() -> None:
    assert [compare(FIRST, sketch_of(scene(seed))) for seed in range(20, 26)] == [None] * 6


def test_a_mirrored_one_does_not() -> None:
    """A recapture can turn a scene but never mirror it."""
    assert compare(FIRST, sketch_of(np.ascontiguousarray(seen_again(scene(7))[:, ::-1]))) is None


def test_nothing_agrees_with_an_empty_photo() -> None:
    empty = sketch_of(np.zeros((300, 300, 3), np.uint8))
    assert compare(empty, FIRST) is None and compare(FIRST, empty) is None and compare(empty, empty) is None


def test_on_a_shared_card_the_same_picture_is_the_stronger() -> None:
    original = sketch_of(on_card(1))
    own, other = compare(original, sketch_of(seen_again(on_card(1)))), compare(original, sketch_of(seen_again(on_card(2))))
    assert own is not None
    assert other is None or other.strength < own.strength / 2


def test_matches_are_mutual_and_the_same_from_either_side() -> None:
    second = sketch_of(seen_again(scene(7)))
    ours, theirs = good_matches(FIRST.descriptors, second.descriptors)
    assert len(set(ours)) == len(ours) and len(set(theirs)) == len(theirs)
    apart = np.linalg.norm(FIRST.descriptors[ours].astype(float) - second.descriptors[theirs].astype(float), axis=1)
    [cv_apart] = cv2.BFMatcher().match(FIRST.descriptors[ours[:1]].astype(np.float32), second.descriptors.astype(np.float32))
    assert cv_apart.trainIdx == theirs[0] and abs(cv_apart.distance - apart[0]) < 1
