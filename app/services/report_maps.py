"""Every map of a question drawn for one image, as files and as pictures that can be printed."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from app.evidence.encoding import encoded
from app.evidence.evidence_map import Judge, Map
from app.photos.planes import Planes
from app.photos.shrinking import shrink
from app.services.draw_map import draw
from app.services.evidence_maps import maps_of

SIDE = 640


@dataclass(frozen=True)
class DrawnMap:
    """content: the map alone, as the desk shows it.  printed: a JPEG of it, laid over the photograph where it belongs there."""

    map: Map
    content: bytes
    printed: bytes

    @property
    def file_name(self) -> str:
        return f"map-{self.map.id}.{'jpg' if self.map.type == 'jpeg' else self.map.type}"


def draw_maps(question: str, image: np.ndarray, judge: Judge | None) -> tuple[DrawnMap, ...]:
    """The question's maps, in its order.  image: (H, W, 3) uint8 RGB, upright.  Without a judge those that vote are left out."""
    planes = Planes(image)
    drawn = []
    for one in maps_of(question):
        if one.vote is not None and judge is None:
            continue
        picture = draw(one, planes, lambda: judge)  # type: ignore[arg-type, return-value]
        printed = laid_over(shrink(planes.m1024, SIDE), picture) if one.overlays else picture
        drawn.append(DrawnMap(one, encoded(picture, one.type), encoded(printed, "jpeg")))
    return tuple(drawn)


def laid_over(photograph: np.ndarray, picture: np.ndarray) -> np.ndarray:
    """The map stretched over the photograph, (h, w, 3) uint8; picture: (h', w') grey, RGB or RGBA of the same scene."""
    height, width = photograph.shape[:2]
    shrinks = picture.shape[0] > height
    stretched = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR).astype(np.float32)
    if picture.ndim == 2:
        return np.repeat(np.rint(stretched).astype(np.uint8)[..., None], 3, axis=2)
    if picture.shape[2] == 3:
        return np.rint(stretched).astype(np.uint8)
    opacity = stretched[..., 3:] / 255
    return np.rint(photograph * (1 - opacity) + stretched[..., :3] * opacity).astype(np.uint8)
