"""What an external network is shown of a photograph: the crop, size, channels and numbers that its card asks for."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.network_card import NetworkCard
from app.features.plane_views import PlaneViews

MOST_TILES = 16


def network_inputs(planes: PlaneViews, card: NetworkCard) -> list[np.ndarray]:
    """One array for each time the network is asked: (1, 3, h, w) or (1, h, w, 3) float32; none where it wants a face and there is none.

    All crops are taken at 1024.  whole is stretched to the input's size, center is the largest middle part of its shape, face the largest
    face with its margin; tiles are up to 16 parts at their own size, a side that is too short being continued by reflection.
    """
    return [_numbers(part, card) for part in _parts(planes, card)]


def _parts(planes: PlaneViews, card: NetworkCard) -> list[np.ndarray]:
    image = planes.m1024
    height, width = image.shape[:2]
    if card.crop == "tiles":
        return tiles(image, card.height, card.width)
    if card.crop == "whole":
        return [_resized(image, card)]
    if card.crop == "center":
        scale = min(height / card.height, width / card.width)
        down, across = max(1, int(card.height * scale)), max(1, int(card.width * scale))
        top, left = (height - down) // 2, (width - across) // 2
        return [_resized(image[top:top + down, left:left + across], card)]
    face = planes.face_box
    return [] if face is None else [_resized(_around(image, face, card), card)]


def tiles(image: np.ndarray, height: int, width: int) -> list[np.ndarray]:
    """Evenly spread parts of that size, up to 16, in reading order.  image : (H, W, 3) uint8."""
    down, across = max(0, height - image.shape[0]), max(0, width - image.shape[1])
    if down or across:
        image = np.pad(image, ((0, down), (0, across), (0, 0)), mode="symmetric")
    rows, columns = (min(-(-side // part), 4) for side, part in zip(image.shape[:2], (height, width), strict=True))
    tops = np.linspace(0, image.shape[0] - height, rows).round().astype(int)
    lefts = np.linspace(0, image.shape[1] - width, columns).round().astype(int)
    return [image[top:top + height, left:left + width] for top in tops for left in lefts]


def _around(image: np.ndarray, face: tuple[int, int, int, int], card: NetworkCard) -> np.ndarray:
    left, top, width, height = face
    across = width * card.face_margin
    down = max(height * card.face_margin, across * card.height / card.width)
    across = max(across, down * card.width / card.height)
    middle_x, middle_y = left + width / 2, top + height / 2
    first_row, first_column = max(0, int(middle_y - down / 2)), max(0, int(middle_x - across / 2))
    return image[first_row:int(middle_y + down / 2) + 1, first_column:int(middle_x + across / 2) + 1]


def _resized(image: np.ndarray, card: NetworkCard) -> np.ndarray:
    shrinks = image.shape[0] > card.height and image.shape[1] > card.width
    return cv2.resize(image, (card.width, card.height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)


def _numbers(part: np.ndarray, card: NetworkCard) -> np.ndarray:
    ordered = part[..., ::-1] if card.channels == "BGR" else part
    values = (ordered.astype(np.float32) - np.array(card.mean, np.float32)) * np.array(card.scale, np.float32)
    return np.ascontiguousarray(values.transpose(2, 0, 1) if card.layout == "NCHW" else values)[None]
