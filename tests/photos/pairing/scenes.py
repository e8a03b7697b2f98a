"""Pictures with enough in them to be found again, and the same seen from elsewhere."""

from __future__ import annotations

import cv2
import numpy as np


def scene(seed: int, width: int = 640, height: int = 480) -> np.ndarray:
    """(height, width, 3) uint8 RGB: overlapping shapes and lettering; another seed, another scene."""
    rng = np.random.default_rng(seed)
    image = np.full((height, width, 3), rng.integers(60, 200, 3), np.uint8)
    for _ in range(70):
        corners = rng.integers((0, 0), (width, height), 2) + rng.integers(-70, 70, (rng.integers(3, 7), 2))
        cv2.fillPoly(image, [corners.astype(np.int32)], tuple(map(int, rng.integers(0, 256, 3))), cv2.LINE_AA)
    for _ in range(12):
        place = tuple(map(int, rng.integers((0, 20), (width, height))))
        words = "".join(rng.choice(list("ABCDEFGHKLMNRSTUVWXYZ"), 6))
        cv2.putText(image, words, place, cv2.FONT_HERSHEY_SIMPLEX, 0.9, tuple(map(int, rng.integers(0, 256, 3))), 2, cv2.LINE_AA)
    return image


def on_card(seed: int, card: int = 1000) -> np.ndarray:
    """(480, 640, 3): the scene's middle in the left half of a card that is the same for every scene."""
    image = scene(card)
    image[40:440, 30:330] = scene(seed)[40:440, 170:470]
    return image


def seen_again(image: np.ndarray, degrees: float = 0.0, tilt: float = 0.04, seed: int = 0) -> np.ndarray:
    """The picture from a little aside, turned clockwise, softer, flatter and noisier; on a canvas that holds all of it."""
    rng = np.random.default_rng(seed)
    height, width = image.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + rng.uniform(-tilt, tilt, (4, 2)) * (width, height)
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    moved = moved @ np.array([[cos, sin], [-sin, cos]])  # y points down, so this turns clockwise
    moved -= moved.min(axis=0)
    size = tuple(int(side) for side in np.ceil(moved.max(axis=0)))
    again = cv2.warpPerspective(image, cv2.getPerspectiveTransform(corners, moved.astype(np.float32)), size, borderValue=(30, 30, 30))
    again = cv2.GaussianBlur(again, (0, 0), 0.8).astype(np.float32) * 0.8 + 20 + rng.normal(0, 3, again.shape)
    return np.clip(again, 0, 255).astype(np.uint8)
