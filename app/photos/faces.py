"""Finds the face of a photograph, with what comes inside OpenCV or with a YuNet model that a desk names."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from app.errors import BadSetting
from app.photos.shrinking import shrink

SEARCHED_SIDE = 512
SMALLEST = 32  # pixels at the searched side
CASCADE = "haarcascade_frontalface_default.xml"
YUNET_CERTAIN = 0.7


@dataclass(frozen=True)
class Face:
    """A box in pixels of the image in which it was looked for, all of it inside."""

    left: int
    top: int
    width: int
    height: int

    def crop(self, image: np.ndarray) -> np.ndarray:
        """That part of the image."""
        return image[self.top:self.top + self.height, self.left:self.left + self.width]


class _Own(threading.local):
    """A cascade for each thread: one cannot be used by two at once, and takes 15 ms to read."""

    def __init__(self) -> None:
        self.cascade = cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / CASCADE))


_OWN = _Own()


def find_face(image: np.ndarray) -> Face | None:
    """The largest frontal face, or None.  image : (H, W, 3) uint8 RGB, upright.

    Looks at 512 px for faces of at least 32 px there.  Profiles, masks, faces lying down and small ones are missed; about 3 of 100 frontal
    portraits too.  Source: Viola and Jones, IJCV 57(2), 2004.
    """
    small = shrink(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), SEARCHED_SIDE)
    boxes = _OWN.cascade.detectMultiScale(cv2.equalizeHist(small), 1.1, 5, minSize=(SMALLEST, SMALLEST))
    return _largest(np.asarray(boxes, np.float64).reshape(-1, 4), image, small)


def find_face_with(model: Path, image: np.ndarray) -> Face | None:
    """The same with a YuNet network (face_detection_yunet_*.onnx), which also finds turned and half covered faces.

    Raises BadSetting where the file is no such network.
    """
    small = shrink(image, SEARCHED_SIDE)
    height, width = small.shape[:2]
    try:
        detector = cv2.FaceDetectorYN.create(str(model), "", (width, height), YUNET_CERTAIN)
        _, found = detector.detect(cv2.cvtColor(small, cv2.COLOR_RGB2BGR))
    except cv2.error:
        raise BadSetting(f"LOUPE_FACE_MODEL: {model} is no YuNet face model.") from None
    return _largest(np.empty((0, 4)) if found is None else found[:, :4], image, small)


def _largest(boxes: np.ndarray, image: np.ndarray, small: np.ndarray) -> Face | None:
    """The largest box, (n, 4) in pixels of the small image, brought to the image and cut off at its borders."""
    if not len(boxes):
        return None
    left, top, width, height = boxes[np.argmax(boxes[:, 2] * boxes[:, 3])] * (image.shape[1] / small.shape[1])
    first_row, first_column = max(0, round(top)), max(0, round(left))
    last_row, last_column = min(image.shape[0], round(top + height)), min(image.shape[1], round(left + width))
    if last_row - first_row < 1 or last_column - first_column < 1:
        return None
    return Face(first_column, first_row, last_column - first_column, last_row - first_row)
