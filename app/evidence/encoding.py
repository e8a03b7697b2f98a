"""A map's picture as bytes."""

from __future__ import annotations

import cv2
import numpy as np

QUALITY = 85


def encoded(picture: np.ndarray, type: str) -> bytes:
    """PNG of (h, w, 4) uint8 RGBA, or JPEG of (h, w) grey or (h, w, 3) RGB; the same picture gives the same bytes."""
    if type == "png":
        _, written = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    else:
        flat = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
        _, written = cv2.imencode(".jpg", flat, (cv2.IMWRITE_JPEG_QUALITY, QUALITY))
    return written.tobytes()
