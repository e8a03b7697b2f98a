"""Texture of the noise residual at a fixed scale."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.binary_patterns import differing_neighbours, rotated_histogram, uniform_histogram
from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews

NAMES = (*(f"grey_u{i:02d}" for i in range(59)), *(f"residual_u{i:02d}" for i in range(59)), *(f"residual_r{i:02d}" for i in range(18)),
         *(f"differing{radius}_{i}" for radius in (1, 2) for i in range(9)))


def extract(planes: PlaneViews) -> np.ndarray:
    """Square roots of the shares of local patterns, of the grey plane and its Wiener residual at 1024: (154,) float32, 0 to 1.

    grey_u, residual_u: uniform patterns of 8 neighbours, the last one all that are not uniform.  residual_r: of 16 neighbours at radius 2,
    any rotation.  differing: pixels with 0 to 8 neighbours that differ by more than half a grey level, at radius 1 and 2.  Each block's
    squares sum to 1; the root gives rare patterns their due (Hellinger).  Which way each tells is learned.  Survives JPEG quality 75.
    Source: Zhu et al. 2021, doi 10.1007/s11760-021-01974-7; Ojala et al., IEEE TPAMI 24(7), 2002.
    """
    gray = planes.gray1024
    residual = wiener_residual(gray)
    amplified = np.clip(residual * 8 + 128, 0, 255).astype(np.uint8)
    blocks = (uniform_histogram(np.rint(gray).astype(np.uint8)), uniform_histogram(amplified), rotated_histogram(amplified),
              differing_neighbours(amplified, 1), differing_neighbours(amplified, 2))
    return np.sqrt(np.concatenate(blocks)).astype(np.float32)


def wiener_residual(gray: np.ndarray) -> np.ndarray:
    """What a 3x3 adaptive Wiener filter removes: (H, W) float32, grey levels; the noise level is the mean local variance."""
    mean, variance = cv2.blur(gray, (3, 3)), cv2.blur(cv2.multiply(gray, gray), (3, 3))
    np.subtract(variance, cv2.multiply(mean, mean), out=variance)
    np.maximum(variance, 0, out=variance)
    noise = np.float32(variance.mean())
    lost = np.maximum(variance, max(noise, np.float32(1e-6)))
    np.subtract(variance, noise, out=variance)
    np.maximum(variance, 0, out=variance)
    np.divide(variance, lost, out=lost)
    np.subtract(1, lost, out=lost)
    return cv2.multiply(cv2.subtract(gray, mean, dst=mean), lost, dst=lost)


FAMILY = Family(
    id="residual_texture",
    title="Grain and texture",
    plane="m1024",
    names=NAMES,
    extract=extract,
    meaning="The grain that is left when the picture itself is smoothed away; a second camera adds its own grain to the first.",
    misleads="Heavy compression by messengers and noise reduction wash it out.",
    telling=(
        Featured("differing1_0", "Pixels without grain", "square root of the share"),
        Featured("differing1_8", "Pixels that stand out on all sides", "square root of the share"),
        Featured("residual_r17", "Irregular grain", "square root of the share"),
        Featured("grey_u58", "Irregular texture", "square root of the share"),
    ),
)
