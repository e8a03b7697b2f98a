"""A smaller copy of an image."""

from __future__ import annotations

import cv2
import numpy as np


def shrink(image: np.ndarray, side: int) -> np.ndarray:
    """The image with its longest side at `side` pixels by area averaging; the image itself where it is no larger.  image : (H, W[, 3])."""
    height, width = image.shape[:2]
    if max(height, width) <= side:
        return image
    scale = side / max(height, width)
    return cv2.resize(image, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA)
