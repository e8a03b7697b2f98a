"""Spectra of small windows, and what stands out of them: a pattern that repeats there."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from scipy import fft

SIDE = 128
BINS = (SIDE, SIDE // 2 + 1)
RINGS = 32
SEARCHED = (0.06, 0.48)  # cycles per pixel
ON_AXIS = 1              # bins; edges and JPEG blocks lie there
NO_TEXTURE = 0.05        # standard deviation of log power, and what is left of it after rounding; grain alone has 1.2
TOGETHER = 64            # windows at a time, so that they stay in the processor's cache


def spectra_of(windows: np.ndarray) -> np.ndarray:
    """(n, 128, 65) complex64 spectra of (n, 128, 128) float32 under a Hann window; row 64, column 0 is frequency 0."""
    spectra = np.empty((len(windows), *BINS), np.complex64)
    for start in range(0, len(windows), TOGETHER):
        spectra[start:start + TOGETHER] = fft.rfft2(windows[start:start + TOGETHER] * _shifting_hann())
    return spectra


def pictures_of(spectra: np.ndarray) -> np.ndarray:
    """The way back: (n, 128, 128) float32, still under the Hann window."""
    return fft.irfft2(spectra, s=(SIDE, SIDE)) * _alternating()


def standing_out(spectra: np.ndarray) -> np.ndarray:
    """How far each searched bin stands out of its window's spectrum: (n, bins) float32, standard deviations; see `searched`.

    Log power less its ring's mean and a 9x9 box mean.  A window without any texture stands out nowhere.
    """
    places, (ring, shares) = searched(), _rings()
    result = np.empty((len(spectra), len(places)), np.float32)
    for start in range(0, len(spectra), TOGETHER):
        some = spectra[start:start + TOGETHER]
        power = np.log1p(some.real ** 2 + some.imag ** 2).reshape(len(some), -1)
        power -= (power @ shares)[:, ring]
        for out, flat in zip(result[start:start + TOGETHER], power, strict=True):
            around = cv2.blur(flat.reshape(BINS), (9, 9), borderType=cv2.BORDER_REFLECT_101)
            np.subtract(flat[places], around.ravel()[places], out=out)
    return standardised(result)


def pooled(heights: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """The same after averaging each window with its neighbours in a grid, which noise does not survive and a pattern does.

    heights : (rows * columns, bins), row by row.
    """
    grid = np.pad(heights.reshape(rows, columns, -1), ((1, 1), (1, 1), (0, 0)), mode="edge")
    down = grid[:-2] + grid[1:-1] + grid[2:]
    return standardised((down[:, :-2] + down[:, 1:-1] + down[:, 2:]).reshape(heights.shape))


def standardised(heights: np.ndarray) -> np.ndarray:
    """Each row less its mean, over its standard deviation, in place."""
    heights -= heights.mean(axis=1, keepdims=True)
    heights /= np.maximum(np.sqrt(np.einsum("ij,ij->i", heights, heights) / heights.shape[1]), NO_TEXTURE)[:, None]
    return heights


@cache
def searched() -> np.ndarray:
    """Places in a flattened spectrum of the bins that are looked at: 0.06 to 0.48 cycles per pixel, off the axes."""
    fy, fx = frequencies()
    radius = np.hypot(fy, fx)
    return _held(np.flatnonzero((radius > SEARCHED[0]) & (radius < SEARCHED[1]) & (np.abs(fy) > ON_AXIS / SIDE) & (fx > ON_AXIS / SIDE)))


def frequencies() -> tuple[np.ndarray, np.ndarray]:
    """Vertical and horizontal frequency of each bin, (128, 65), cycles per pixel."""
    fy, fx = np.meshgrid((np.arange(SIDE) - SIDE // 2) / SIDE, np.arange(SIDE // 2 + 1) / SIDE, indexing="ij")
    return fy, fx


@cache
def _shifting_hann() -> np.ndarray:
    """Shifted by half a window and added up it is 1 everywhere; the alternating signs move frequency 0 to the middle row."""
    line = np.hanning(SIDE + 1)[:-1]
    return _held((np.outer(line, line) * _alternating()).astype(np.float32))


@cache
def _alternating() -> np.ndarray:
    return _held(np.where(np.arange(SIDE) % 2, -1, 1).astype(np.float32)[:, None])


@cache
def _rings() -> tuple[np.ndarray, np.ndarray]:
    """The ring of each bin, and the matrix that turns a spectrum into its rings' means."""
    fy, fx = frequencies()
    ring = np.minimum((np.hypot(fy, fx) * 2 * RINGS).astype(np.int64), RINGS).ravel()
    member = (ring[:, None] == np.arange(RINGS + 1)).astype(np.float32)
    return _held(ring), _held(member / np.maximum(member.sum(axis=0), 1))


def _held(array: np.ndarray) -> np.ndarray:
    array.setflags(write=False)
    return array
