"""The repeating pattern itself, taken out of the photograph."""

from __future__ import annotations

import cv2
import numpy as np

from app.evidence.evidence_map import Map
from app.evidence.tile_spectra import BINS, SIDE, pictures_of, pooled, searched, spectra_of, standing_out
from app.features.plane_views import PlaneViews

HOP = SIDE // 2
STANDS_OUT = 6.0  # standard deviations
GROUND, SWING = 30, 225  # grey levels: where nothing repeats, and what the strongest pattern adds
LARGEST_GAIN = 40.0


def make(planes: PlaneViews) -> np.ndarray:
    """(h, w) uint8 at 1024, dark where nothing repeats; only the bright half of each wave, so that it stays visible when it is shrunk."""
    found = repeating_part(planes.gray1024)
    gain = min(LARGEST_GAIN, SWING / max(float(np.percentile(found, 99.5)), 1e-6))
    return np.clip(np.maximum(found, 0) * gain + GROUND, 0, 255).astype(np.uint8)


def repeating_part(gray: np.ndarray) -> np.ndarray:
    """What is left of the photograph when only its spectral peaks are kept: (H, W) float32, grey levels about 0.

    gray : (H, W) float32, 0 to 255.  Windows of 128 pixels that overlap by half; of each the bins (and those beside them) that stand out
    together with its neighbours' are turned back.
    """
    height, width = gray.shape
    rows, columns = -(-height // HOP) + 1, -(-width // HOP) + 1
    room = ((HOP, (rows + 1) * HOP - HOP - height), (HOP, (columns + 1) * HOP - HOP - width))
    padded = np.pad(gray, room, mode="symmetric")
    every = np.lib.stride_tricks.sliding_window_view(padded, (SIDE, SIDE))[::HOP, ::HOP]
    spectra = spectra_of(every.reshape(rows * columns, SIDE, SIDE))
    stands_out = pooled(standing_out(spectra), rows, columns) > STANDS_OUT
    found = np.zeros_like(padded)
    for place in np.flatnonzero(stands_out.any(axis=1)):
        kept = np.zeros(BINS, np.uint8)
        kept.ravel()[searched()] = stands_out[place]
        top, left = HOP * (place // columns), HOP * (place % columns)
        found[top:top + SIDE, left:left + SIDE] += pictures_of(spectra[place] * cv2.dilate(kept, np.ones((3, 3), np.uint8)))
    return found[HOP:HOP + height, HOP:HOP + width]


MAP = Map(
    id="pattern",
    title="Pattern alone",
    shows="Only what repeats evenly in the photograph, with everything else taken away and amplified until it shows.",
    misleads="It draws any weave, grille or lettering just as it draws a screen; plain dark says only that nothing repeats evenly.",
    make=make,
    type="jpeg",
)
