"""The face and what is behind it, measured apart: a real face is nearer and sharper than its background, a photographed one is as flat."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.binary_patterns import uniform_histogram
from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews

CHANNELS = ("luma", "cr", "cb")
RINGS = 16
FEWEST = 1000  # pixels of background, below which there is none
NAMES = ("sharpness", "sharpness_over_background", *(f"noise_over_background_{colour}" for colour in ("red", "green", "blue")),
         *(f"{channel}_less_background" for channel in CHANNELS), *(f"{channel}_spread_over_background" for channel in CHANNELS), "width",
         *(f"{channel}_ring{ring:02d}" for channel in CHANNELS for ring in range(RINGS)),
         *(f"{channel}_u{i:02d}" for channel in CHANNELS for i in range(59)))


def extract(planes: PlaneViews) -> np.ndarray:
    """The largest face against the rest of m1024, and its texture at 80 px: (237,) float32; all NaN where no face was found.

    sharpness: log variance of the Laplacian in the face; over_background: less the same outside.  noise: log variance of what a 3x3 median
    removes.  less_background: mean levels of Y, Cr and Cb; spread: log ratio of their deviations.  width: the face's, over the longest
    side.  ring: log power of the face from 0 to 0.5 cycles per pixel of the face plane.  u: square roots of the shares of uniform binary
    patterns there.  Up or down is learned.  Finding the face takes as long as all voting families together, and out of source it added
    0.003 to the mean AUC, which is chance: so it does not vote.
    Source: Boulkenafet et al., ICIP 2015 (chroma patterns of faces); Kim et al., Image and Vision Computing 30(6-7), 2012 (background).
    """
    if planes.face is None or planes.face_box is None:
        return np.full(len(NAMES), np.nan, np.float32)
    small = cv2.cvtColor(planes.face, cv2.COLOR_RGB2YCrCb)
    texture = np.sqrt(np.concatenate([uniform_histogram(channel) for channel in cv2.split(small)]))
    rings = [_rings(channel.astype(np.float32)) for channel in cv2.split(small)]
    return np.concatenate([_beside_background(planes.m1024, planes.face_box), *rings, texture]).astype(np.float32)


def _beside_background(image: np.ndarray, box: tuple[int, int, int, int]) -> np.ndarray:
    left, top, width, height = box
    inside = np.zeros(image.shape[:2], np.uint8)
    inside[top:top + height, left:left + width] = 1
    outside = 1 - inside if inside.size - width * height >= FEWEST else np.ones_like(inside)
    luma = cv2.cvtColor(image, cv2.COLOR_RGB2YCrCb)
    laplacian = cv2.Laplacian(luma[..., 0], cv2.CV_32F)
    residual = cv2.subtract(image, cv2.medianBlur(image, 3), dtype=cv2.CV_32F)
    (sharp, behind), (grain, grain_behind) = ([_log_variance(plane, mask) for mask in (inside, outside)] for plane in (laplacian, residual))
    (mean, spread), (mean_behind, spread_behind) = (cv2.meanStdDev(luma, mask=mask) for mask in (inside, outside))
    return np.array([*sharp, *(sharp - behind), *(grain - grain_behind), *(mean - mean_behind).ravel(),
                     *np.log((spread + 1) / (spread_behind + 1)).ravel(), width / max(image.shape[:2])])


def _log_variance(plane: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return np.log(cv2.meanStdDev(plane, mask=mask)[1].ravel() ** 2 + 0.1)


def _rings(channel: np.ndarray) -> np.ndarray:
    """Mean log power in rings of equal width from 0 to 0.5 cycles per pixel, of a face of any size: (16,) float64."""
    height, width = channel.shape
    window = np.outer(np.hanning(height), np.hanning(width))
    power = np.log1p(np.abs(np.fft.rfft2((channel - channel.mean()) * window)) ** 2 / (height * width))
    radius = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None])
    ring = np.minimum((radius * 2 * RINGS).astype(int), RINGS).ravel()
    counts = np.bincount(ring, minlength=RINGS + 1)
    return (np.bincount(ring, weights=power.ravel(), minlength=RINGS + 1) / np.maximum(counts, 1))[:RINGS]


FAMILY = Family(
    id="face",
    title="Face and background",
    plane="face",
    names=NAMES,
    extract=extract,
    meaning="How the face differs from what is behind it in sharpness, noise and colour, and the fine texture of its skin.",
    misleads="Make-up, retouching and a plain wall make faces flat as well, and without a face in front view it says nothing.",
    telling=(
        Featured("sharpness_over_background", "Sharpness of the face over its background", "log of the ratio"),
        Featured("noise_over_background_green", "Noise of the face over its background", "log of the ratio"),
        Featured("cr_u58", "Irregular red of the skin", "square root of the share"),
    ),
    may_miss=True,
)
