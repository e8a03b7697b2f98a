"""Highlights: where light is reflected as from a glossy surface."""

from __future__ import annotations

import cv2
import numpy as np

from app.evidence.evidence_map import Map
from app.features.plane_views import PlaneViews

DEVIATIONS = 1.5
DARKEST = 96              # grey levels: in a night scene nothing less is a highlight
FILL, EDGE = (170, 51, 119, 110), (170, 51, 119, 255)  # purple, which neither label has


def make(planes: PlaneViews) -> np.ndarray:
    """(h, w, 4) uint8 RGBA at 512: highlights filled and outlined, all else clear."""
    mask = highlights(planes.s512).astype(np.uint8)
    outline = mask - cv2.erode(mask, np.ones((3, 3), np.uint8), borderValue=1)
    picture = np.zeros((*mask.shape, 4), np.uint8)
    picture[mask > 0], picture[outline > 0] = FILL, EDGE
    return picture


def highlights(image: np.ndarray) -> np.ndarray:
    """(h, w) bool: pixels whose darkest channel lies 1.5 standard deviations over its mean.

    image : (h, w, 3) uint8 RGB.  Reflected light has the colour of the lamp, so even its weakest channel is bright.
    Source: Wen, Han and Jain, IEEE TIFS 10(4), 2015, doi 10.1109/TIFS.2015.2400395.
    """
    darkest = cv2.blur(image.min(axis=2).astype(np.float32), (3, 3))
    return darkest > max(float(darkest.mean() + DEVIATIONS * darkest.std()), DARKEST)


MAP = Map(
    id="specular",
    title="Highlights",
    shows="Purple covers the highlights; glare on a screen or glossy print is one large soft patch that ignores the subject.",
    misleads="White clothes, windows and the sky are covered as well, though nothing shines there.",
    make=make,
)
