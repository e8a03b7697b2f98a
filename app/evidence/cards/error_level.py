"""The error level: how much each part changes when the photograph is saved once more."""

from __future__ import annotations

import cv2
import numpy as np

from app.evidence.cards.card import Card
from app.photos.shrinking import shrink

QUALITY, GAIN, SHOWN_SIDE, BLOCK = 90, 20, 640, 16


def error_level_card(image: np.ndarray) -> Card:
    """image : (H, W, 3) uint8 RGB at the size in which the file holds it.  The copy is looked at and thrown away: nothing else reads it."""
    level = error_level(image)
    blocks = cv2.resize(level, (max(1, level.shape[1] // BLOCK), max(1, level.shape[0] // BLOCK)), interpolation=cv2.INTER_AREA)
    picture = shrink(np.minimum(level * GAIN, 255).astype(np.uint8), SHOWN_SIDE)
    return Card(
        id="error_level",
        title="Error level",
        facts=(("Mean change", f"{float(level.mean()):.2f} of 255"),
               ("Unevenness", f"{float(blocks.std() / max(float(blocks.mean()), 1e-3)):.2f} of the mean")),
        says="Brighter parts change more when saved again; a part that was pasted in can stand out from others with the same texture.",
        misleads="Edges and texture are always brighter. It is indicative at best and says nothing about recapture by itself.",
        picture=cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes(),
    )


def error_level(image: np.ndarray) -> np.ndarray:
    """Mean change of the three colours after a JPEG of quality 90: (H, W) float32, grey levels.  Source: Krawetz 2007."""
    stored = cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    again = np.asarray(cv2.imdecode(cv2.imencode(".jpg", stored, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1], cv2.IMREAD_COLOR))
    return cv2.transform(cv2.absdiff(stored, again).astype(np.float32), np.full((1, 3), 1 / 3, np.float32))
