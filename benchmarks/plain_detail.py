"""Finest colour detail, sharpness, noise, phase texture, layout and borders by the obvious calls, as a baseline on the same planes."""

from __future__ import annotations

import numpy as np
from scipy import linalg, ndimage
from skimage.color import rgb2gray, rgb2hsv, rgb2lab
from skimage.feature import canny
from skimage.transform import probabilistic_hough_line, resize

STEPS = ([[1, -1]], [[1], [-1]], [[1, -2, 1]], [[1], [-2], [1]], [[1, -1], [-1, 1]], [[1, -3, 3, -1]], [[1], [-3], [3], [-1]],
         [[-1, 2, -2, 2, -1], [2, -6, 8, -6, 2], [-2, 8, -12, 8, -2], [2, -6, 8, -6, 2], [-1, 2, -2, 2, -1]])


def plain_detail(image: np.ndarray, gray: np.ndarray, small: np.ndarray) -> np.ndarray:
    """Numbers of the same kind as those families', of image and small (H, W, 3) uint8 and gray (H, W) float: (n,) float64."""
    smaller = resize(small, (small.shape[0] // 2, small.shape[1] // 2, 3), anti_aliasing=True, preserve_range=True)
    small_gray = rgb2gray(small) * 255
    return np.concatenate([_covariance(image), _covariance(smaller), _sharpness(gray), _sharpness(small_gray), _noise(image, gray),
                           _phase(small_gray), _layout(smaller / 255), _border(small_gray)])


def _covariance(image: np.ndarray) -> np.ndarray:
    floats = image.astype(np.float64)
    maps = [np.clip(ndimage.correlate(floats[..., channel], np.array(step, np.float64)), -40, 40).ravel() for step in STEPS
            for channel in range(3)]
    logarithm = linalg.logm(np.cov(np.stack(maps)) + 0.05 * np.eye(len(maps)))
    return np.real(logarithm)[np.triu_indices(len(maps))]


def _sharpness(gray: np.ndarray) -> np.ndarray:
    plane = gray.astype(np.float64)
    laplacian, gradient = ndimage.laplace(plane), np.hypot(ndimage.sobel(plane, 0), ndimage.sobel(plane, 1))
    soft = ndimage.gaussian_filter(plane, 1.5)
    strong = gradient >= np.percentile(gradient, 97)
    ratio = np.hypot(ndimage.sobel(soft, 0), ndimage.sobel(soft, 1))[strong] / (gradient[strong] + 1)
    height, width = (side // 32 * 32 for side in plane.shape)
    blocks = [np.log(part[:height, :width].reshape(height // 32, 32, -1, 32).var(axis=(1, 3)).ravel() + 0.1) for part in (laplacian, plane)]
    blur = [np.abs(np.diff(ndimage.uniform_filter1d(plane, 9, axis=axis), axis=axis)).sum() for axis in (0, 1)]
    return np.concatenate([blur, np.percentile(blocks[0], [5, 25, 50, 75, 95]), np.percentile(blocks[0] - blocks[1], [5, 25, 50, 75, 95]),
                           np.percentile(gradient, [50, 90, 99]), np.percentile(ratio, [10, 50, 90]), [np.corrcoef(*blocks)[0, 1]]])


def _noise(image: np.ndarray, gray: np.ndarray) -> np.ndarray:
    colours = np.stack([image[..., channel].astype(float) - ndimage.median_filter(image[..., channel], 3) for channel in range(3)])
    residual = gray - ndimage.median_filter(gray, 3)
    lags = [(np.roll(residual, lag, axis) * residual).mean() for lag in (1, 2, 3, 4, 8) for axis in (0, 1)]
    return np.concatenate([np.corrcoef(colours.reshape(3, -1))[np.triu_indices(3, 1)], lags, [colours.var(), residual.var()]])


def _phase(gray: np.ndarray) -> np.ndarray:
    angle = 2 * np.pi * np.arange(-3, 4) / 7
    flat, wave = np.ones(7), np.exp(-1j * angle)
    code = np.zeros(gray.shape, int)
    for place, (down, across) in enumerate(((flat, wave), (wave, flat), (wave, wave), (wave, wave.conj()))):
        found = ndimage.convolve(gray, np.outer(down, across))
        code += ((found.real > 0) << 2 * place) + ((found.imag > 0) << 2 * place + 1)
    return np.bincount(code.ravel(), minlength=256) / code.size


def _layout(small: np.ndarray) -> np.ndarray:
    channels = np.concatenate([rgb2lab(small), rgb2hsv(small)[..., 1:2]], axis=2)
    rows, columns = np.mgrid[0:small.shape[0], 0:small.shape[1]]
    depth = np.minimum(np.minimum(rows, rows[::-1]) / small.shape[0], np.minimum(columns, columns[:, ::-1]) / small.shape[1])
    rings = [channels[(depth >= low) & (depth < high)] for low, high in ((0, 0.04), (0.04, 0.1), (0.1, 0.2), (0.2, 0.32), (0.32, 0.51))]
    return np.concatenate([value for ring in rings for value in (ring.mean(axis=0), ring.std(axis=0))])


def _border(gray: np.ndarray) -> np.ndarray:
    edges = canny(gray, sigma=1.5)
    lines = probabilistic_hough_line(edges, threshold=80, line_length=int(0.35 * min(gray.shape)), line_gap=6, rng=0)
    length = [np.hypot(*np.subtract(start, end)) for start, end in lines] or [0.0]
    return np.array([len(lines), max(length), sum(length), edges.mean()])
