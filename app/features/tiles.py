"""Square tiles of a grey plane and their spectra, shared by the spectral families."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from app.errors import PlaneTooSmall

TILE = 256
SMALLEST = 64


def tiles_of(gray: np.ndarray, limit: int = 12) -> np.ndarray:
    """Evenly spread tiles of 256 px: (n, 256, 256) float32, n from 1 to about limit, in reading order.

    gray : (H, W) float32, 0 to 255.  A side under 256 px is continued by reflection.  Blown-out tiles (mean over 245) and tiles without
    texture (standard deviation of the horizontal gradient under 2) are left out unless all are.  Raises PlaneTooSmall under 64 px a side.
    """
    if min(gray.shape) < SMALLEST:
        raise PlaneTooSmall(f"A side of {min(gray.shape)} pixels is too small to be measured; at least {SMALLEST} are needed.")
    return useful_tiles(cut_tiles(gray, limit))


def cut_tiles(plane: np.ndarray, limit: int) -> np.ndarray:
    """All of them, of the plane's own type and channels: (n, 256, 256[, 3])."""
    plane = _at_least_a_tile(plane)
    height, width = plane.shape[:2]
    rows, columns = _grid(height, width, limit)
    tops = np.linspace(0, height - TILE, rows).round().astype(int) if rows > 1 else [(height - TILE) // 2]
    lefts = np.linspace(0, width - TILE, columns).round().astype(int) if columns > 1 else [(width - TILE) // 2]
    return np.stack([plane[top:top + TILE, left:left + TILE] for top in tops for left in lefts])


def useful_tiles(tiles: np.ndarray) -> np.ndarray:
    """Those with texture that are not blown out; all where none is.  tiles : (n, 256, 256) float32."""
    useful = np.array([cv2.mean(tile)[0] <= 245 and _gradient_deviation(tile) >= 2 for tile in tiles])
    return tiles[useful] if useful.any() else tiles


def _gradient_deviation(tile: np.ndarray) -> float:
    return float(cv2.meanStdDev(cv2.subtract(tile[:, 1:], tile[:, :-1]))[1][0, 0])


def log_power(tiles: np.ndarray) -> np.ndarray:
    """log(1 + |FFT|^2) of each tile after removing its mean and a Hann window: (n, 256, 129) float32, rows fftshifted.

    Row r, column c lie at frequency ((r - 128) / 256, c / 256) cycles per pixel; the other half follows by symmetry.
    """
    window, half = _hann(), TILE // 2
    spectra = np.empty((len(tiles), TILE, half + 1), np.float32)
    for spectrum, tile in zip(spectra, tiles, strict=True):
        power = _power_of_packed(cv2.dft((tile - tile.mean()) * window))
        spectrum[:half], spectrum[half:] = power[half:], power[:half]
    return np.log1p(spectra, out=spectra)


def _power_of_packed(packed: np.ndarray) -> np.ndarray:
    """Squared magnitudes from OpenCV's packed (CCS) spectrum of a real square image of even size."""
    size = packed.shape[0]
    power = np.empty((size, size // 2 + 1), np.float32)
    power[:, 1:-1] = packed[:, 1:-1:2] ** 2 + packed[:, 2:-1:2] ** 2
    for column, place in ((0, 0), (size // 2, size - 1)):
        values = packed[:, place]
        half = values[1:-1:2] ** 2 + values[2:-1:2] ** 2
        power[0, column], power[size // 2, column] = values[0] ** 2, values[-1] ** 2
        power[1:size // 2, column], power[size // 2 + 1:, column] = half, half[::-1]
    return power


def _at_least_a_tile(gray: np.ndarray) -> np.ndarray:
    down, right = (max(0, TILE - side) for side in gray.shape[:2])
    if not (down or right):
        return gray
    return np.pad(gray, ((0, down), (0, right), *((0, 0),) * (gray.ndim - 2)), mode="symmetric")


def _grid(height: int, width: int, limit: int) -> tuple[int, int]:
    """Rows and columns of tiles: as many as fit without overlap (rounded up), at most limit in all."""
    rows, columns = -(-height // TILE), -(-width // TILE)
    while rows * columns > limit:
        rows, columns = (rows - 1, columns) if rows > columns else (rows, columns - 1)
    return rows, columns


@cache
def _hann() -> np.ndarray:
    line = np.hanning(TILE).astype(np.float32)
    return np.outer(line, line)


@cache
def frequencies() -> tuple[np.ndarray, np.ndarray]:
    """Vertical and horizontal frequency of each bin of log_power, each (256, 129) float32, cycles per pixel."""
    vertical = (np.arange(TILE, dtype=np.float32) - TILE // 2) / TILE
    horizontal = np.arange(TILE // 2 + 1, dtype=np.float32) / TILE
    fy, fx = np.meshgrid(vertical, horizontal, indexing="ij")
    fy.setflags(write=False)
    fx.setflags(write=False)
    return fy, fx
