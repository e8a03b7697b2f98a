"""Texture of the colour channels at a fixed scale."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.binary_patterns import uniform_histogram
from app.features.plane_views import PlaneViews

CHANNELS = ("hue", "saturation", "value", "luma", "cr", "cb")
NAMES = tuple(f"{channel}_u{i:02d}" for channel in CHANNELS for i in range(59))


def extract(planes: PlaneViews) -> np.ndarray:
    """Shares of uniform patterns in HSV and YCrCb at 512: (354,) float32, 0 to 1, each channel sums to 1.

    Source: Boulkenafet et al., ICIP 2015.
    """
    small = planes.s512
    stack = (*cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2HSV)), *cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb)))
    return np.concatenate([uniform_histogram(channel) for channel in stack]).astype(np.float32)
