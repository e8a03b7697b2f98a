"""The card of the colour filter: whether every second pixel was made up from its neighbours, as in a camera."""

from __future__ import annotations

import cv2
import numpy as np

from app.evidence.cards.card import Card

BLOCK = 64
CLEAR, FAINT = 12.0, 5.0
COLOURS = ("Red", "Green", "Blue")


def demosaicing_card(image: np.ndarray) -> Card:
    """image : (H, W, 3) uint8 RGB at the size in which the file holds it."""
    found = demosaicing(image)
    strongest = max(found)
    words = "Clear" if strongest > CLEAR else "Faint" if strongest > FAINT else "None seen"
    return Card(
        id="demosaicing",
        title="Colour filter of the camera",
        facts=(("Every second pixel made up", words),
               *((colour, f"{value:.1f} standard errors") for colour, value in zip(COLOURS, found, strict=True))),
        says="A clear trace means pixels straight from a camera; it is lost when a picture is made smaller, drawn, or saved from a screen.",
        misleads="A recapture comes from a camera too and may have it, strong compression erases it, and many phones leave none.",
    )


def demosaicing(image: np.ndarray) -> tuple[float, float, float]:
    """How evenly the two halves of a chessboard differ in detail, of red, green and blue: standard errors over blocks, 0 to about 100.

    Detail is what differs from the mean of the four neighbours.  Interpolated pixels have less of it.  Reaches 3 by chance.
    Source: Gallagher and Chen, CVPR Workshops 2008.
    """
    return tuple(_of_plane(plane) for plane in cv2.split(image))  # type: ignore[return-value]


def _of_plane(plane: np.ndarray) -> float:
    cross = np.array([[0, 0.25, 0], [0.25, -1, 0.25], [0, 0.25, 0]], np.float32)
    detail = np.abs(cv2.filter2D(plane, cv2.CV_32F, cross))
    height, width = (side // BLOCK * BLOCK for side in plane.shape)
    blocks = detail[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK).transpose(0, 2, 1, 3).reshape(-1, BLOCK, BLOCK)
    if len(blocks) < 4:
        return 0.0
    odd = (np.indices((BLOCK, BLOCK)).sum(axis=0) % 2).astype(bool)
    first, second = blocks[:, odd].mean(axis=1, dtype=np.float64), blocks[:, ~odd].mean(axis=1, dtype=np.float64)
    differs = (first - second) / (first + second + 0.1)
    return float(abs(differs.mean()) / max(float(differs.std()) / np.sqrt(len(differs)), 1e-4))
