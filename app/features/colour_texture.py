"""Texture of the colour channels at a fixed scale."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.binary_patterns import uniform_histogram
from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews

CHANNELS = ("hue", "saturation", "value", "luma", "cr", "cb")
NAMES = tuple(f"{channel}_u{i:02d}" for channel in CHANNELS for i in range(59))


def extract(planes: PlaneViews) -> np.ndarray:
    """Square roots of the shares of uniform patterns in HSV and YCrCb at 512: (354,) float32, 0 to 1.

    Each channel's squares sum to 1; the last of its 59 holds all patterns that are not uniform.  Prints and screens show less chroma
    micro-texture; heavy JPEG erases it as well, since chroma is stored at half size.
    Source: Boulkenafet, Komulainen and Hadid, ICIP 2015, doi 10.1109/ICIP.2015.7351280.
    """
    small = planes.s512
    stack = (*cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2HSV)), *cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb)))
    return np.sqrt(np.concatenate([uniform_histogram(channel) for channel in stack])).astype(np.float32)


FAMILY = Family(
    id="colour_texture",
    title="Colour texture",
    plane="s512",
    names=NAMES,
    extract=extract,
    meaning="How colour changes from pixel to pixel; screens and prints lose some of the finest changes.",
    misleads="Heavy compression removes fine colour from any photograph, and greyscale photographs have none.",
    telling=(
        Featured("hue_u58", "Irregular hue", "square root of the share"),
        Featured("saturation_u58", "Irregular saturation", "square root of the share"),
        Featured("cr_u58", "Irregular red", "square root of the share"),
        Featured("cb_u58", "Irregular blue", "square root of the share"),
    ),
)
