"""Where a fine pattern repeats."""

from __future__ import annotations

import numpy as np

from app.evidence.cells import grid_of, windows_of
from app.evidence.evidence_map import Map
from app.evidence.heat import heat
from app.evidence.tile_spectra import SIDE, pooled, spectra_of, standing_out
from app.features.plane_views import PlaneViews

CELL = 48
FAINT, STRONG = 6.0, 12.0  # standard deviations; of the development originals 95 % stay under 6.2 in nine tenths of their cells


def make(planes: PlaneViews) -> np.ndarray:
    """(rows, columns, 4) uint8 RGBA, one pixel a cell of about 48 pixels at 1024."""
    return heat(peak_strength(planes.gray1024), FAINT, STRONG)


def peak_strength(gray: np.ndarray) -> np.ndarray:
    """Height of the strongest spectral peak around each cell: (rows, columns) float32, standard deviations, about 3.3 where none is.

    gray : (H, W) float32, 0 to 255.  Each cell is judged by windows of 128 pixels around it and its eight neighbours.
    Source: Garcia and de Queiroz, IEEE TIFS 10(4), 2015.
    """
    return local_peaks(gray).max(axis=2)


def local_peaks(gray: np.ndarray) -> np.ndarray:
    """How far each searched bin stands out around each cell: (rows, columns, bins) float32, standard deviations."""
    rows, columns = grid_of(gray, CELL)
    heights = standing_out(spectra_of(windows_of(gray, rows, columns, SIDE)))
    return pooled(heights, rows, columns).reshape(rows, columns, -1)


MAP = Map(
    id="periodic",
    title="Repeating pattern",
    shows="Yellow is where a fine pattern repeats evenly, as the pixels of a screen or the dots of a print do.",
    misleads="Fabric, brick, blinds, lettering and hair repeat too, and a sharp modern screen may leave no pattern at all.",
    make=make,
    ends=("no pattern", "strong pattern"),
)
