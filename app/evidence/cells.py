"""Cells: a photograph divided evenly, and the square window around each cell's centre in which something is measured."""

from __future__ import annotations

import numpy as np


def grid_of(plane: np.ndarray, cell: int) -> tuple[int, int]:
    """Rows and columns of cells of about `cell` pixels that cover an (H, W) plane exactly; at least one of each."""
    return max(1, round(plane.shape[0] / cell)), max(1, round(plane.shape[1] / cell))


def windows_of(plane: np.ndarray, rows: int, columns: int, side: int) -> np.ndarray:
    """The window of `side` pixels around each cell's centre: (rows * columns, side, side), row by row; a read-only view or a copy.

    plane : (H, W), any number.  A window that would stick out is moved inside, so that nothing is made up; a plane smaller than a
    window is first continued by reflection.
    """
    plane = _at_least(plane, side)
    tops, lefts = starts_of(plane.shape[0], rows, side), starts_of(plane.shape[1], columns, side)
    every = np.lib.stride_tricks.sliding_window_view(plane, (side, side))
    return every[tops[:, None], lefts].reshape(rows * columns, side, side)


def starts_of(length: int, cells: int, side: int) -> np.ndarray:
    """Where along a length of pixels the windows of its cells begin: (cells,) int64; side is at most length."""
    centres = (np.arange(cells) + 0.5) * length / cells
    return np.clip(np.rint(centres - side / 2), 0, length - side).astype(np.int64)


def _at_least(plane: np.ndarray, side: int) -> np.ndarray:
    down, right = (max(0, side - length) for length in plane.shape)
    return np.pad(plane, ((0, down), (0, right)), mode="symmetric") if down or right else plane
