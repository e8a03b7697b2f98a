"""Keypoints of a photo and their RootSIFT descriptors, small enough to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

SIDE, MOST = 640, 600
PARTS = 8          # of the plane, across and down
CONTRAST = 0.02  # of a keypoint against its surround; half of OpenCV's default, since recaptures are flat
DESCRIPTOR = 128
UNIT = 512       # a descriptor's length as it is kept: its largest part still fits into a byte


@dataclass(frozen=True, eq=False)
class Keypoints:
    """points: (n, 2) float32, x and y in pixels of the plane.  descriptors: (n, 128) uint8 of length about UNIT.  n may be 0."""

    points: np.ndarray
    descriptors: np.ndarray


def find_keypoints(gray: np.ndarray) -> Keypoints:
    """At most MOST keypoints, half of them the strongest, half the strongest of each part.  gray : (h, w) uint8, longest side SIDE.

    Without the second half, lettering on a card would leave none for the portrait on it.  The square root of a descriptor's shares compares
    as histograms should, and says more of what is faint.
    Source: Lowe, IJCV 60(2), 2004; Arandjelović and Zisserman, CVPR 2012.
    """
    sift = cv2.SIFT.create(contrastThreshold=CONTRAST)
    found, raw = sift.compute(gray, _spread(sift.detect(gray, None), gray.shape))
    if raw is None or not len(found):
        return Keypoints(np.empty((0, 2), np.float32), np.empty((0, DESCRIPTOR), np.uint8))
    share = raw / np.maximum(raw.sum(axis=1, keepdims=True), 1)
    return Keypoints(_places(found), np.minimum(np.rint(UNIT * np.sqrt(share)), 255).astype(np.uint8))


def _spread(found: Sequence[cv2.KeyPoint], shape: tuple[int, ...]) -> list[cv2.KeyPoint]:
    """The strongest MOST / 2, then of what is left the strongest of each part, then the second of each, and so on."""
    if len(found) <= MOST:
        return list(found)
    places, strength = _places(found), np.array([one.response for one in found])
    part = (places / (shape[1], shape[0]) * PARTS).astype(int).clip(0, PARTS - 1) @ (1, PARTS)
    order = np.argsort(-strength, kind="stable")
    strongest, rest = order[:MOST // 2], order[MOST // 2:]
    by_part = rest[np.argsort(part[rest], kind="stable")]
    starts = np.searchsorted(part[by_part], np.arange(PARTS * PARTS))
    turn = np.arange(len(by_part)) - starts[part[by_part]]
    chosen = by_part[np.lexsort((-strength[by_part], turn))][:MOST - len(strongest)]
    return [found[place] for place in (*strongest, *chosen)]


def _places(found: Sequence[cv2.KeyPoint]) -> np.ndarray:
    """(n, 2) float32, x and y."""
    return np.array([one.pt for one in found], np.float32)
