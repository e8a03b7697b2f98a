"""The fixed scales at which extractors look at an image, each computed once, when first asked for."""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np

from app.photos.faces import Face, find_face
from app.photos.limits import MIN_SCORED_SIDE
from app.photos.shrinking import shrink

MEASURED_SIDE, SMALL_SIDE, FACE_SIDE = 1024, 512, 80


class Planes:
    """Views of one upright image, (H, W, 3) uint8 RGB.  Nothing is ever upscaled.  Not thread-safe; the arrays are not to be changed."""

    def __init__(self, image: np.ndarray) -> None:
        self.native = image

    @property
    def low_resolution(self) -> bool:
        """Whether the longest side is below 1024, so that fine texture cannot be compared with other photos."""
        return max(self.native.shape[:2]) < MEASURED_SIDE

    @property
    def scorable(self) -> bool:
        """Whether the short side has at least 256 pixels."""
        return min(self.native.shape[:2]) >= MIN_SCORED_SIDE

    @cached_property
    def m1024(self) -> np.ndarray:
        """(h, w, 3) uint8 RGB, longest side 1024 by area averaging; a smaller image as it is."""
        return shrink(self.native, MEASURED_SIDE)

    @cached_property
    def gray1024(self) -> np.ndarray:
        """(h, w) float32 luma of m1024, 0 to 255, Rec. 601, not rounded."""
        return luma(self.m1024)

    @cached_property
    def s512(self) -> np.ndarray:
        """(h, w, 3) uint8 RGB, longest side 512, by area averaging of m1024."""
        return shrink(self.m1024, SMALL_SIDE)

    @cached_property
    def found_face(self) -> Face | None:
        """The largest frontal face of m1024, in its pixels, or None."""
        return find_face(self.m1024)

    @property
    def face_box(self) -> tuple[int, int, int, int] | None:
        """Its left, top, width and height."""
        found = self.found_face
        return None if found is None else (found.left, found.top, found.width, found.height)

    @cached_property
    def face(self) -> np.ndarray | None:
        """(h, w, 3) uint8 RGB, longest side 80 by area averaging; a smaller face as it is; None where no face was found."""
        return None if self.found_face is None else shrink(self.found_face.crop(self.m1024), FACE_SIDE)

    @property
    def low_resolution_face(self) -> bool:
        """Whether a face was found that is too small for the plane `face`, so that its texture cannot be compared with other photos."""
        return self.found_face is not None and max(self.found_face.width, self.found_face.height) < FACE_SIDE


def luma(image: np.ndarray) -> np.ndarray:
    """(H, W) float32 Rec. 601 luma of a uint8 RGB image, 0 to 255, not rounded."""
    return cv2.cvtColor(image.astype(np.float32), cv2.COLOR_RGB2GRAY)
