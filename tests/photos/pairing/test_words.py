"""Words and signatures: the same for the same descriptor, alike for alike ones."""

from __future__ import annotations

import cv2
import numpy as np

from app.photos.pairing.keypoints import find_keypoints
from app.photos.pairing.words import BITS, COUNT, NEAREST, alphabet, fit_words, signatures_of, words_of
from tests.photos.pairing.scenes import scene

DESCRIPTORS = find_keypoints(cv2.cvtColor(scene(2), cv2.COLOR_RGB2GRAY)).descriptors


def test_the_nearest_words_come_nearest_first() -> None:
    words = words_of(DESCRIPTORS)
    assert words.shape == (len(DESCRIPTORS), NEAREST) and words.max() < COUNT
    far = np.linalg.norm(DESCRIPTORS[:, None].astype(np.float64) - alphabet()[words], axis=2)
    assert (np.diff(far, axis=1) >= -1e-3).all()
    every = np.linalg.norm(DESCRIPTORS[:20, None].astype(np.float64) - alphabet()[None], axis=2)
    assert (np.abs(every.min(axis=1) - far[:20, 0]) < 1e-3).all()


def test_a_signature_changes_little_where_a_descriptor_does() -> None:
    rng = np.random.default_rng(0)
    words = words_of(DESCRIPTORS)
    near = np.clip(DESCRIPTORS + rng.integers(-3, 4, DESCRIPTORS.shape), 0, 255).astype(np.uint8)
    same = np.bitwise_count(signatures_of(DESCRIPTORS, words) ^ signatures_of(near, words))
    other = np.bitwise_count(signatures_of(DESCRIPTORS, words) ^ signatures_of(rng.permutation(DESCRIPTORS), words))
    assert np.median(same) < BITS / 6 < BITS / 4 < np.median(other)


def test_no_keypoints_have_no_words() -> None:
    none = np.empty((0, 128), np.uint8)
    assert words_of(none).shape == (0, NEAREST) and signatures_of(none, words_of(none)).shape == (0, NEAREST)


def test_fitting_twice_gives_the_same_alphabet() -> None:
    rows = np.random.default_rng(3).integers(0, 90, (COUNT + 300, 128)).astype(np.uint8)
    first = fit_words(rows)
    assert first.shape == (COUNT, 128) and first.dtype == np.uint8 and (first == fit_words(rows)).all()
