from __future__ import annotations

import cv2
import numpy as np

from app.features.gradient import steepness


def at(plane: np.ndarray, offset: int) -> np.ndarray:
    """The same plane, so many bytes after a multiple of 64."""
    room = np.empty(plane.nbytes + 128, np.uint8)
    start = -room.ctypes.data % 64 + offset
    moved = room[start:start + plane.nbytes].view(np.float32).reshape(plane.shape)
    moved[:] = plane
    return moved


def test_it_is_the_length_of_the_sobel_gradient() -> None:
    plane = np.random.default_rng(0).integers(0, 256, (300, 401)).astype(np.float32)
    reference = cv2.magnitude(cv2.Sobel(plane, cv2.CV_32F, 1, 0), cv2.Sobel(plane, cv2.CV_32F, 0, 1))
    assert np.allclose(steepness(plane), reference, rtol=1e-6)


def test_it_is_the_same_to_the_last_bit_wherever_the_plane_lies_in_memory() -> None:
    plane = np.random.default_rng(1).integers(0, 256, (768, 1024)).astype(np.float32)
    first = steepness(at(plane, 0))
    for offset in (4, 8, 16, 20, 32, 48):
        room = [np.empty(size) for size in (7, 1_000, 100_003)]  # so that what is allocated inside lies elsewhere too
        assert np.array_equal(steepness(at(plane, offset)), first), len(room)
