"""Altered copies are scored as the photograph itself is, and a change of mind is said."""

from __future__ import annotations

import numpy as np
import pytest

from app.learning.fitted_model import FittedModel
from app.photos.planes import Planes
from app.questions import question_named
from app.services.feature_row import measure, schema_of_model
from app.services.scorer import ModelShelf
from app.services.stability import check_stability, compressed, halved
from tests.photos.pictures import picture
from tests.services.tiny_model import photographed_screen

QUESTION = question_named("recapture")


@pytest.fixture(scope="module")
def model(shipped_models, tmp_path_factory) -> FittedModel:
    from app.config import Settings

    settings = Settings(home=tmp_path_factory.mktemp("home"), database_url="", shipped_models=shipped_models)
    return ModelShelf(settings, None).champion("recapture").model


def said_of(model: FittedModel, image: np.ndarray):
    return model.predict(measure(image, schema_of_model(model)), Planes(image).low_resolution)


def test_each_copy_is_scored_like_a_photograph_of_its_own(model):
    image = photographed_screen(picture(720, 600, 3), period=9)
    stability = check_stability(QUESTION, model, image, said_of(model, image))
    for check, altered in zip(stability.checks, (halved(image), compressed(image)), strict=True):
        again = said_of(model, altered)
        assert check.reading == again.suggestion and check.probability == again.probabilities["recaptured"]
        assert check.same == (again.suggestion == said_of(model, image).suggestion)
    assert stability.fragile == any(not check.same for check in stability.checks)
    assert stability.sentence.startswith("Fragile: " if stability.fragile else "Stable: ")


def test_a_copy_that_is_too_small_is_no_change_of_mind(model):
    image = picture(360, 300, 1)
    stability = check_stability(QUESTION, model, image, said_of(model, image))
    assert stability.checks[0].reading is None and not stability.checks[0].same
    assert "too small to be scored at half its size" in stability.sentence
    assert stability.fragile == (not stability.checks[1].same)


def test_alterations_do_what_they_say():
    image = picture(401, 300, 2)
    assert halved(image).shape == (150, 200, 3)
    again = compressed(image)
    assert again.shape == image.shape and again.dtype == np.uint8 and not np.array_equal(again, image)
    assert np.abs(again.astype(int) - image).mean() < 6
