"""A score in words: what they say follows from the numbers."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from app.config import Settings
from app.domain import CANNOT_TELL
from app.features.families import FAMILIES
from app.learning.fitted_model import FittedModel
from app.questions import question_named
from app.services.explain import explain, reliability_sentence
from app.services.feature_row import measure, schema_of_model
from app.services.scorer import ModelShelf
from tests.photos.pictures import picture
from tests.services.tiny_model import photographed_screen

RECAPTURE = question_named("recapture")


@pytest.fixture(scope="module")
def model(shipped_models: Path) -> FittedModel:
    return ModelShelf(Settings(home=shipped_models, database_url="", shipped_models=shipped_models), None).champion("recapture").model


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "screen"])
def row(request: pytest.FixtureRequest, model: FittedModel) -> np.ndarray:
    image = picture(360, 300, 40)
    return measure(photographed_screen(image) if request.param else image, schema_of_model(model))


def test_shares_and_bias_add_up_to_the_probability(model: FittedModel, row: np.ndarray) -> None:
    told = explain(RECAPTURE, model, row, True, "v")
    assert 1 / (1 + np.exp(-(told.bias + sum(share.log_odds for share in told.families)))) == pytest.approx(told.probability, abs=1e-6)
    assert [abs(share.log_odds) for share in told.families] == sorted((abs(share.log_odds) for share in told.families), reverse=True)


def test_words_percent_and_leaning_agree_with_the_prediction(model: FittedModel, row: np.ndarray) -> None:
    said, told = model.predict(row, True), explain(RECAPTURE, model, row, True, "v")
    assert told.leaning == max(said.probabilities, key=lambda label: said.probabilities[label])
    assert 50 <= told.percent <= 99
    assert told.words == ("Can't tell" if said.suggestion == CANNOT_TELL else f"Likely {said.suggestion}")
    assert (told.detail is None) == (said.abstention is None)


def test_every_family_has_features_with_two_distributions_and_words(model: FittedModel, row: np.ndarray) -> None:
    told = explain(RECAPTURE, model, row, True, "v")
    assert {share.id for share in told.families} == set(RECAPTURE.families)
    for share in told.families:
        assert share.title == FAMILIES[share.id].title and share.meaning and share.misleads and share.features
        assert share.label == RECAPTURE.labels[int(share.log_odds > 0)]
        for feature in share.features:
            assert [each.label for each in feature.distributions] == list(RECAPTURE.labels)
            assert feature.value == pytest.approx(row[model.feature_names.index(feature.id)])
            assert feature.standing.startswith(feature.title[:1].upper())
    assert told.family("peaks").id == "peaks" and told.family("nothing") is None


def test_a_screen_is_explained_by_its_pattern(model: FittedModel) -> None:
    plain, screen = (explain(RECAPTURE, model, measure(image, schema_of_model(model)), True, "v")
                     for image in (picture(360, 300, 41), photographed_screen(picture(360, 300, 41))))
    assert screen.probability > plain.probability
    assert screen.family("peaks").log_odds > plain.family("peaks").log_odds


def test_the_range_in_which_it_cannot_tell_is_that_of_the_model(model: FittedModel, row: np.ndarray) -> None:
    def with_thresholds(*thresholds: float) -> FittedModel:
        same = np.array(thresholds)
        return dataclasses.replace(model, sets=dataclasses.replace(model.sets, thresholds=same, thresholds_low=same))

    assert explain(RECAPTURE, with_thresholds(0.5, 0.5), row, True, "v").unsure_between is None
    assert explain(RECAPTURE, with_thresholds(0.7, 0.8), row, True, "v").unsure_between == pytest.approx((0.2, 0.7))


def test_reliability_is_told_from_thirty_photographs_on() -> None:
    band = {"label": "recaptured", "low": 0.8, "high": 0.9, "n": 1412, "correct": 1358}
    assert reliability_sentence(RECAPTURE, band) == "Of 1,412 photographs scored like this, 1,358 were recaptured."
    assert reliability_sentence(RECAPTURE, band | {"n": 29}) is None
    assert reliability_sentence(RECAPTURE, None) is None
