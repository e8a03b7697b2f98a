"""Texture of the noise residual at a fixed scale."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.binary_patterns import differing_neighbours, rotated_histogram, uniform_histogram
from app.features.plane_views import PlaneViews

NAMES = (*(f"grey_u{i:02d}" for i in range(59)), *(f"residual_u{i:02d}" for i in range(59)), *(f"residual_r{i:02d}" for i in range(18)),
         *(f"differing{radius}_{i}" for radius in (1, 2) for i in range(9)))


def extract(planes: PlaneViews) -> np.ndarray:
    """Shares of local patterns of the grey plane and of its Wiener residual at 1024: (154,) float32, 0 to 1, each block sums to 1.

    Source: Zhu et al. 2021, doi 10.1007/s11760-021-01974-7.
    """
    gray = planes.gray1024
    residual = wiener_residual(gray)
    amplified = np.clip(residual * 8 + 128, 0, 255).astype(np.uint8)
    blocks = (uniform_histogram(np.rint(gray).astype(np.uint8)), uniform_histogram(amplified), rotated_histogram(amplified),
              differing_neighbours(amplified, 1), differing_neighbours(amplified, 2))
    return np.concatenate(blocks).astype(np.float32)


def wiener_residual(gray: np.ndarray) -> np.ndarray:
    """What a 3x3 adaptive Wiener filter removes: (H, W) float32, grey levels; the noise level is the mean local variance."""
    mean = cv2.blur(gray, (3, 3))
    variance = np.maximum(cv2.blur(gray * gray, (3, 3)) - mean * mean, 0)
    noise = float(variance.mean())
    keep = np.maximum(variance - noise, 0) / np.maximum(np.maximum(variance, noise), 1e-6)
    return (gray - mean) * (1 - keep)
