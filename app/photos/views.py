"""JPEGs to look at, made from bare pixels: no comment, EXIF, profile or payload of the uploaded file survives."""

from __future__ import annotations

import cv2
import numpy as np

from app.photos.shrinking import shrink

THUMBNAIL_SIDE, PREVIEW_SIDE = 320, 1280
NOT_SUBSAMPLED = (cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444)


def thumbnail_jpeg(image: np.ndarray, side: int = THUMBNAIL_SIDE) -> bytes:
    """A JPEG of quality 80, longest side `side` at most, of an (H, W, 3) uint8 RGB image."""
    return _jpeg(shrink(image, side), (cv2.IMWRITE_JPEG_QUALITY, 80))


def preview_jpeg(image: np.ndarray, side: int = PREVIEW_SIDE) -> bytes:
    """A JPEG of quality 88, longest side `side` at most, of an (H, W, 3) uint8 RGB image."""
    return _jpeg(shrink(image, side), (cv2.IMWRITE_JPEG_QUALITY, 88))


def full_jpeg(image: np.ndarray) -> bytes:
    """A JPEG of quality 94 in full size and full colour resolution, so that what one sees at 1:1 is the photo and not this copy."""
    return _jpeg(image, (cv2.IMWRITE_JPEG_QUALITY, 94, *NOT_SUBSAMPLED))


def _jpeg(image: np.ndarray, options: tuple[int, ...]) -> bytes:
    _, encoded = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), options)
    return encoded.tobytes()
