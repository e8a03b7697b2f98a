"""Faces: found where there is one, at any size, never where there is none."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
from skimage import data

from app.errors import BadSetting
from app.photos.faces import Face, find_face, find_face_with
from app.photos.planes import FACE_SIDE, Planes
from tests.features.pictures import scene

PERSON = data.astronaut()
EYES = (225, 115)  # between them, in pixels of PERSON


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.5])
def test_the_face_is_found_at_every_size(scale: float) -> None:
    image = cv2.resize(PERSON, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    face = find_face(image)
    assert face is not None
    assert face.left < EYES[0] * scale < face.left + face.width and face.top < EYES[1] * scale < face.top + face.height
    assert 80 * scale < face.width < 160 * scale
    assert face.crop(image).shape == (face.height, face.width, 3)


@pytest.mark.parametrize("image", [scene(1), np.zeros((300, 400, 3), np.uint8), data.coffee(), scene(2, 64, 64)],
                         ids=["discs", "black", "coffee", "smallest"])
def test_where_there_is_no_face_none_is_found(image: np.ndarray) -> None:
    assert find_face(image) is None
    planes = Planes(image)
    assert planes.face is None and planes.face_box is None and not planes.low_resolution_face


def test_the_largest_face_counts() -> None:
    pair = np.full((900, 1000, 3), 128, np.uint8)
    pair[:256, :256] = cv2.resize(PERSON, (256, 256), interpolation=cv2.INTER_AREA)
    pair[300:812, 400:912] = PERSON
    face = find_face(pair)
    assert face is not None and face.left > 400 and face.top > 300


def test_the_plane_has_a_fixed_scale_and_a_small_face_is_flagged_and_not_enlarged() -> None:
    large = Planes(cv2.resize(PERSON, (2000, 2000), interpolation=cv2.INTER_CUBIC))
    assert large.face is not None and max(large.face.shape[:2]) == FACE_SIDE and not large.low_resolution_face
    small = Planes(cv2.resize(PERSON, (300, 300), interpolation=cv2.INTER_AREA))
    assert small.face is not None and max(small.face.shape[:2]) < FACE_SIDE and small.low_resolution_face
    assert small.face_box is not None and small.face.shape[:2] == small.face_box[:1:-1]


def test_several_threads_find_the_same_face() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: find_face(PERSON), range(8)))
    assert found == {find_face(PERSON)}


def test_a_file_that_is_no_face_model_is_said_so(tmp_path: Path) -> None:
    wrong = tmp_path / "model.onnx"
    wrong.write_bytes(b"no network")
    with pytest.raises(BadSetting, match="LOUPE_FACE_MODEL"):
        find_face_with(wrong, PERSON)


def test_a_box_says_its_part() -> None:
    assert Face(2, 1, 3, 4).crop(np.zeros((10, 20, 3))).shape == (4, 3, 3)
