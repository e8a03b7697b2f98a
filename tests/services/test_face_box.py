"""A face is found in the photo's own pixels, and none where there is none."""

from __future__ import annotations

import dataclasses

import pytest
from skimage import data

from app.domain import Origin
from app.errors import BadSetting
from app.services.access import OPERATOR
from app.services.face_box import face_box
from app.services.ingest import receive
from tests.photos.pictures import encode, picture


def test_the_box_lies_on_the_face(deps):
    kept = receive(deps, OPERATOR, iter([encode(data.astronaut(), quality=92)]), "astronaut.jpg", Origin()).photo
    face = face_box(deps, OPERATOR, kept.id)
    assert face is not None and face.left < 224 < face.left + face.width and face.top < 110 < face.top + face.height


def test_a_picture_without_a_face_has_none(deps):
    kept = receive(deps, OPERATOR, iter([encode(picture(400, 300, 3))]), "shapes.jpg", Origin()).photo
    assert face_box(deps, OPERATOR, kept.id) is None


def test_the_desk_looks_with_the_face_model_that_it_names(deps, tmp_path):
    kept = receive(deps, OPERATOR, iter([encode(data.astronaut(), quality=92)]), "astronaut.jpg", Origin()).photo
    wrong = tmp_path / "model.onnx"
    wrong.write_bytes(b"no network")
    with pytest.raises(BadSetting, match="LOUPE_FACE_MODEL"):
        face_box(dataclasses.replace(deps, settings=dataclasses.replace(deps.settings, face_model=wrong)), OPERATOR, kept.id)
