from __future__ import annotations

import cv2
import numpy as np
import pytest
from skimage import data

from app.features.face import FAMILY
from app.features.schema import extract_row, schema_for
from app.photos.planes import Planes
from tests.features.pictures import blurred, measured, planes, scene

PERSON = cv2.resize(data.astronaut(), (1024, 1024), interpolation=cv2.INTER_CUBIC)


def with_background(change) -> np.ndarray:
    left, top, width, height = Planes(PERSON).face_box
    altered = change(PERSON)
    altered[top:top + height, left:left + width] = PERSON[top:top + height, left:left + width]
    return altered


def test_a_blurred_background_leaves_the_face_sharper_than_it():
    plain, portrait = measured(FAMILY, PERSON), measured(FAMILY, with_background(lambda one: blurred(one, 6)))
    assert portrait["sharpness_over_background"] > plain["sharpness_over_background"] + 1
    assert portrait["sharpness"] == pytest.approx(plain["sharpness"], abs=0.3)


def test_noise_and_colour_of_the_background_are_told_from_the_faces():
    noise = np.random.default_rng(0).normal(0, 12, PERSON.shape)
    grainy = measured(FAMILY, with_background(lambda one: np.clip(one + noise, 0, 255).astype(np.uint8)))
    blue = measured(FAMILY, with_background(lambda one: np.clip(one.astype(float) * (0.5, 0.7, 1.3), 0, 255).astype(np.uint8)))
    plain = measured(FAMILY, PERSON)
    assert grainy["noise_over_background_green"] < plain["noise_over_background_green"] - 1
    assert blue["cr_less_background"] > plain["cr_less_background"] + 5


def test_blur_takes_the_fine_rings_of_the_face():
    plain, soft = measured(FAMILY, PERSON), measured(FAMILY, blurred(PERSON, 4))
    assert soft["luma_ring12"] < plain["luma_ring12"] - 0.5
    assert soft["luma_ring00"] == pytest.approx(plain["luma_ring00"], abs=0.3)


def test_without_a_face_everything_is_missing_and_stays_so_in_the_row():
    assert np.isnan(FAMILY.extract(planes(scene(1)))).all()
    schema = schema_for(("colour", "face"))
    row = extract_row(planes(scene(1)), schema)
    from_face = np.array([name.startswith("face.") for name in schema.names])
    assert np.isnan(row[from_face]).all() and np.isfinite(row[~from_face]).all()
