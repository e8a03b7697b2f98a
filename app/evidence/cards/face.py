"""The card of the face: where one was found, and how it differs from what is behind it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from app.evidence.cards.card import Card
from app.features.face import FAMILY
from app.photos.faces import find_face_with
from app.photos.planes import FACE_SIDE, Planes

SAYS = "A real face is nearer than its background, so it is often sharper or softer; a photographed picture is flat, both are alike."
MISLEADS = "A plain wall, a group, retouching or a phone's portrait mode change it, and profiles and covered faces are not found."


def face_card(image: np.ndarray, model: Path | None = None) -> Card:
    """image : (H, W, 3) uint8 RGB.  model : a YuNet network to find the face with.  Raises BadSetting where it is none."""
    planes = Planes(image)
    if model is not None:
        planes.found_face = find_face_with(model, planes.m1024)
    if planes.face is None or planes.found_face is None:
        return Card("face", "Face", (("Found", "No face found"),), SAYS, MISLEADS)
    measured = dict(zip(FAMILY.names, FAMILY.extract(planes).tolist(), strict=True))
    height, width = image.shape[:2]
    share = width / planes.m1024.shape[1]
    box = planes.found_face
    small = f", too small to compare its texture (under {FACE_SIDE})" if planes.low_resolution_face else ""
    return Card(
        id="face",
        title="Face",
        facts=(("Found", f"{round(box.width * share)} × {round(box.height * share)} pixels{small}"),
               ("Sharpness beside the background", _times(measured["sharpness_over_background"])),
               ("Noise beside the background", _times(measured["noise_over_background_green"]))),
        says=SAYS,
        misleads=MISLEADS,
        picture=cv2.imencode(".jpg", cv2.cvtColor(box.crop(planes.m1024), cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 88])[1].tobytes(),
    )


def _times(log_variance: float) -> str:
    """A log ratio of variances as "1.6 times", of the deviations."""
    return f"{float(np.exp(log_variance / 2)):.1f} times"
