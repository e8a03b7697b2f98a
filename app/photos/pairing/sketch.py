"""A sketch: all that pairing keeps of a photo, about 100 KB, so that its pixels are read once."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, fields
from pathlib import Path

import cv2
import numpy as np

from app.photos.pairing.keypoints import SIDE, find_keypoints
from app.photos.pairing.words import signatures_of, words_of
from app.photos.shrinking import shrink

VERSION = 1  # raise it whenever a sketch of the same photo changes: kept ones are then made anew
SMALL = 4    # pixels of the plane per pixel of the small picture


@dataclass(frozen=True, eq=False)
class Filed:
    """The part of a sketch under which its photo is found, 6 KB.  words: (n,) uint16, the nearest.  signatures: (n,) uint64."""

    words: np.ndarray
    signatures: np.ndarray


@dataclass(frozen=True, eq=False)
class Sketch:
    """points: (n, 2) float32, x and y in pixels of the plane (longest side 640).  descriptors: (n, 128) uint8.

    words: (n, 3) uint16, nearest first.  signatures: (n, 3) uint64.  small: (h, w) uint8, the plane's luma at a quarter.
    """

    points: np.ndarray
    descriptors: np.ndarray
    words: np.ndarray
    signatures: np.ndarray
    small: np.ndarray

    @property
    def filed(self) -> Filed:
        """What a shortlist needs of it."""
        return Filed(self.words[:, 0], self.signatures[:, 0])


def sketch_of(image: np.ndarray) -> Sketch:
    """image : (H, W, 3) uint8 RGB, upright.  A smaller one than 640 px stays as it is."""
    gray = cv2.cvtColor(shrink(image, SIDE), cv2.COLOR_RGB2GRAY)
    found = find_keypoints(gray)
    words = words_of(found.descriptors)
    small = cv2.resize(gray, (max(1, gray.shape[1] // SMALL), max(1, gray.shape[0] // SMALL)), interpolation=cv2.INTER_AREA)
    return Sketch(found.points, found.descriptors, words, signatures_of(found.descriptors, words), small)


def sketch_bytes(sketch: Sketch) -> bytes:
    """The sketch as it is kept."""
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **{field.name: getattr(sketch, field.name) for field in fields(Sketch)})
    return file.getvalue()


def read_sketch(path: Path) -> Sketch | None:
    """None for anything but what sketch_bytes wrote, whole: it is then made anew."""
    kept = _read(path, tuple(field.name for field in fields(Sketch)))
    return None if kept is None else Sketch(*kept)


def read_filed(path: Path) -> Filed | None:
    """The same of the part that a shortlist needs, without reading the rest."""
    kept = _read(path, ("words", "signatures"))
    return None if kept is None else Filed(kept[0][:, 0].copy(), kept[1][:, 0].copy())


def _read(path: Path, names: tuple[str, ...]) -> list[np.ndarray] | None:
    try:
        with np.load(path, allow_pickle=False) as kept:
            return [kept[name] for name in names]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
