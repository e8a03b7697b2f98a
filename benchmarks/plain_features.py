"""The families of the default question by the obvious calls of scikit-image, SciPy and NumPy, as a baseline on the same planes."""

from __future__ import annotations

import numpy as np
from scipy import ndimage, signal, stats
from skimage.color import rgb2hsv, rgb2lab
from skimage.feature import local_binary_pattern, peak_local_max
from skimage.measure import label, regionprops
from skimage.util import view_as_windows

from benchmarks.plain_detail import plain_detail

TILE, RINGS = 256, 64


def plain_row(image: np.ndarray, gray: np.ndarray, small: np.ndarray) -> np.ndarray:
    """All families, of image and small (H, W, 3) uint8 and gray (H, W) float: (n,) float64.

    As many numbers of the same kind, not the same numbers.
    """
    tiles = view_as_windows(gray.astype(np.float64), (TILE, TILE), step=TILE - 64).reshape(-1, TILE, TILE)[:12]
    return np.concatenate([_spectral(tiles), _residual(gray), _colour(small), plain_detail(image, gray, small)])


def _spectral(tiles: np.ndarray) -> np.ndarray:
    window = np.outer(np.hanning(TILE), np.hanning(TILE))
    fy, fx = np.meshgrid(np.fft.fftshift(np.fft.fftfreq(TILE)), np.fft.fftshift(np.fft.fftfreq(TILE)), indexing="ij")
    radius = np.hypot(fy, fx)
    searched = (radius > 0.06) & (radius < 0.48) & (np.abs(fy) > 2 / TILE) & (np.abs(fx) > 2 / TILE)
    rows = []
    for tile in tiles:
        power = np.log1p(np.abs(np.fft.fftshift(np.fft.fft2((tile - tile.mean()) * window))) ** 2)
        profile = np.array([power[(radius >= ring / 128) & (radius < (ring + 1) / 128)].mean() for ring in range(RINGS)])
        flat = power - profile[np.minimum((radius * 128).astype(int), RINGS - 1)]
        flat = flat - ndimage.uniform_filter(flat, 9)
        white = np.where(searched, (flat - flat[searched].mean()) / flat[searched].std(), 0)
        peaks = peak_local_max(white, min_distance=2, num_peaks=16)
        heights = white[tuple(peaks.T)]
        rows.append([heights[0], heights.mean(), (white > 4).sum(), stats.kurtosis(white[searched])])
    table = np.array(rows)
    return np.concatenate([table.mean(axis=0), table.max(axis=0), table.std(axis=0)])


def _residual(gray: np.ndarray) -> np.ndarray:
    residual = gray - signal.wiener(gray.astype(np.float64), (3, 3))
    amplified = np.clip(residual * 8 + 128, 0, 255).astype(np.uint8)
    parts = [_patterns(np.rint(gray).astype(np.uint8)), _patterns(amplified)]
    rotated = local_binary_pattern(amplified, 16, 2, method="uniform")
    parts.append(np.histogram(rotated, bins=18, range=(0, 18))[0] / rotated.size)
    for reach in (1, 2):
        signed = amplified.astype(np.int16)
        shifts = [(dy * reach, dx * reach) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx]
        count = sum((np.abs(np.roll(signed, shift, axis=(0, 1)) - signed) > 4).astype(int) for shift in shifts)
        parts.append(np.histogram(count, bins=9, range=(0, 9))[0] / signed.size)
    return np.concatenate(parts)


def _colour(small: np.ndarray) -> np.ndarray:
    channels = np.concatenate([small.astype(np.float64), rgb2hsv(small), rgb2lab(small)], axis=2).reshape(-1, 9)
    moments = [channels.mean(axis=0), channels.std(axis=0), stats.skew(channels, axis=0), *np.percentile(channels, [1, 99], axis=0)]
    _, counts = np.unique((small >> 3).reshape(-1, 3), axis=0, return_counts=True)
    darkest = small.min(axis=2).astype(np.float64)
    mask = darkest > darkest.mean() + 1.5 * darkest.std()
    largest = max((region.area for region in regionprops(label(mask))), default=0)
    diversity = [np.log(len(counts)), np.sort(counts)[-100:].sum() / counts.sum(), stats.entropy(counts)]
    return np.concatenate([*moments, diversity, [mask.mean(), darkest[mask].mean(), darkest[mask].std(), largest / mask.size]])


def _patterns(plane: np.ndarray) -> np.ndarray:
    codes = local_binary_pattern(plane, 8, 1, method="nri_uniform")
    return np.histogram(codes, bins=59, range=(0, 59))[0] / codes.size
