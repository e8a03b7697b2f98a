"""A smaller copy of a plane."""

from __future__ import annotations

import cv2
import numpy as np


def shrunk(image: np.ndarray, side: int) -> np.ndarray:
    """The image with its longest side at most side pixels, by area; itself where it is no longer.  image : (H, W[, 3])."""
    height, width = image.shape[:2]
    longest = max(height, width)
    if longest <= side:
        return image
    size = (max(1, round(width * side / longest)), max(1, round(height * side / longest)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)
