"""What extractors read: views of one photograph at fixed scales."""

from __future__ import annotations

from typing import Protocol

import numpy as np


class PlaneViews(Protocol):
    """Planes of one upright RGB image; a smaller photograph is never enlarged.

    native : (H, W, 3) uint8.  m1024 : uint8, longest side at most 1024.  gray1024 : float32 luma of m1024, 0 to 255.
    s512 : uint8, longest side at most 512.  face_box : left, top, width and height of the largest face in m1024; face : (h, w, 3) uint8 of
    it, longest side at most 80; both None where no face was found.
    """

    @property
    def native(self) -> np.ndarray: ...

    @property
    def m1024(self) -> np.ndarray: ...

    @property
    def gray1024(self) -> np.ndarray: ...

    @property
    def s512(self) -> np.ndarray: ...

    @property
    def face_box(self) -> tuple[int, int, int, int] | None: ...

    @property
    def face(self) -> np.ndarray | None: ...
