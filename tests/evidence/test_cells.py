"""Cells cover the photograph evenly, and a window lies around its cell's centre."""

from __future__ import annotations

import numpy as np
import pytest

from app.evidence.cells import grid_of, windows_of


def test_cells_are_about_as_large_as_asked():
    assert grid_of(np.empty((768, 1024)), 48) == (16, 21)
    assert grid_of(np.empty((5, 1000)), 48) == (1, 21)


@pytest.mark.parametrize("shape", [(300, 400), (257, 991)])
def test_a_window_is_centred_on_its_cell_unless_that_would_leave_the_photograph(shape):
    rows, columns = 6, 8
    y, x = np.mgrid[:shape[0], :shape[1]].astype(np.float64)
    down = windows_of(y, rows, columns, 32).mean(axis=(1, 2)).reshape(rows, columns)
    across = windows_of(x, rows, columns, 32).mean(axis=(1, 2)).reshape(rows, columns)
    inner = slice(1, -1)
    centres = (np.arange(rows) + 0.5) * shape[0] / rows - 0.5
    assert np.allclose(down[inner, 0], centres[inner], atol=0.51)
    assert np.allclose(across[0, inner], ((np.arange(columns) + 0.5) * shape[1] / columns - 0.5)[inner], atol=0.51)
    assert down.min() >= 15.5 and down.max() <= shape[0] - 16.5


def test_a_plane_smaller_than_a_window_is_continued_by_reflection():
    plane = np.arange(12.0).reshape(3, 4)
    windows = windows_of(plane, 1, 1, 8)
    assert windows.shape == (1, 8, 8) and np.isin(windows, plane).all()
