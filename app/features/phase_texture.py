"""Local phase quantisation: texture that a blur leaves alone."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews

WINDOW = 7
NAMES = tuple(f"code{code:03d}" for code in range(256))


def extract(planes: PlaneViews) -> np.ndarray:
    """Share of each sign pattern of four local Fourier coefficients (real, imaginary) in 7x7 windows, at 512: (256,) float32, sums to 1.

    Unchanged by a centrally symmetric blur, so it sees what lies under defocus; which way each tells is learned.
    Source: Ojansivu and Heikkila, ICISP 2008; Boulkenafet et al., IEEE TIFS 11(8), 2016 (for presentation attacks).
    """
    gray = cv2.cvtColor(planes.s512, cv2.COLOR_RGB2GRAY).astype(np.float32)
    code = np.zeros(gray.shape, np.uint8)
    for bit, response in enumerate(_responses(gray)):
        code |= (response > 0).astype(np.uint8) << bit
    margin = WINDOW // 2 + 1
    inner = np.ascontiguousarray(code[margin:-margin, margin:-margin])
    counts = cv2.calcHist([inner], [0], None, [256], [0, 256]).ravel()
    return (counts / max(counts.sum(), 1)).astype(np.float32)


def _responses(gray: np.ndarray) -> list[np.ndarray]:
    angle = 2 * np.pi * (np.arange(WINDOW) - WINDOW // 2) / WINDOW
    flat, cosine, sine = (np.asarray(taps, np.float32) for taps in (np.ones(WINDOW), np.cos(angle), -np.sin(angle)))
    cc, ss, cs, sc = (cv2.sepFilter2D(gray, cv2.CV_32F, x, y) for x, y in ((cosine, cosine), (sine, sine), (cosine, sine), (sine, cosine)))
    across = [cv2.sepFilter2D(gray, cv2.CV_32F, taps, flat) for taps in (cosine, sine)]
    down = [cv2.sepFilter2D(gray, cv2.CV_32F, flat, taps) for taps in (cosine, sine)]
    return [*across, *down, cc - ss, sc + cs, cc + ss, sc - cs]


def pattern_words(code: int) -> str:
    """What a place with this code looks like, in its upright and level waves, which are its first four bits.

    The slanted waves are left out: codes that differ in them only have the same words.
    """
    upright, left, level, above = (bool(code >> bit & 1) for bit in range(4))
    shapes = {(True, True): "Light spot", (False, False): "Dark spot", (True, False): "Upright stripe", (False, True): "Level stripe"}
    return f"{shapes[upright, level]}, brighter {'above' if above else 'below'} and to the {'left' if left else 'right'}"


FAMILY = Family(
    id="phase_texture",
    title="Texture under blur",
    plane="s512",
    names=NAMES,
    extract=extract,
    meaning="Which small patterns there are, told so that a slight blur does not change them; screens and prints repeat their own.",
    misleads="The scene has textures too: hair, cloth and leaves shift it as much as a medium can.",
    telling=tuple(Featured(f"code{code}", pattern_words(code), "share of all places") for code in (236, 229, 157, 155)),
)
