"""Where the photograph is sharp."""

from __future__ import annotations

import cv2
import numpy as np

from app.evidence.cells import grid_of, windows_of
from app.evidence.evidence_map import Map
from app.evidence.heat import heat
from app.features.plane_views import PlaneViews

CELL = 24
SOFT, SHARP = 2.0, 9.0  # natural logarithms of squared grey levels


def make(planes: PlaneViews) -> np.ndarray:
    """(rows, columns, 4) uint8 RGBA, one pixel a cell of about 24 pixels at 1024."""
    return heat(sharpness(planes.gray1024), SOFT, SHARP)


def sharpness(gray: np.ndarray) -> np.ndarray:
    """log(1 + variance of the Laplacian) in and around each cell: (rows, columns) float32, 0 for a flat one, to about 11.

    gray : (H, W) float32, 0 to 255.  Depends on what is there as well: a clear sky is never sharp.
    """
    rows, columns = grid_of(gray, CELL)
    laplacian = cv2.Laplacian(gray, cv2.CV_32F, borderType=cv2.BORDER_REFLECT_101)
    windows = windows_of(laplacian, rows, columns, 2 * CELL)
    return np.log1p(windows.var(axis=(1, 2), dtype=np.float32)).reshape(rows, columns)


MAP = Map(
    id="sharpness",
    title="Sharpness",
    shows="Yellow is sharp, blue is soft; a flat screen or print is equally sharp all over, a scene with depth is not.",
    misleads="Smooth skin, sky and walls look soft however well they are focused, and a flat subject is equally sharp in an original.",
    make=make,
    ends=("soft", "sharp"),
)
