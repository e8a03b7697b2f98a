"""A model votes on parts as it scores the whole, and maps that need no model get none."""

from __future__ import annotations

import numpy as np
import pytest

from app.errors import MapNotFound
from app.evidence.maps import MAPS
from app.evidence.votes import votes_of
from app.photos.planes import Planes
from app.questions import question_named
from app.services.draw_map import draw, ends_of, judge_of
from app.services.feature_row import measure, schema_of_model
from tests.photos.pictures import picture
from tests.services.tiny_model import photographed_screen


@pytest.fixture
def model(deps):
    return deps.models.champion("recapture").model


def test_the_whole_photograph_s_own_grain_gives_the_whole_score(model):
    image = picture(360, 300, 5)
    row = measure(image, schema_of_model(model))
    own = [place for place, name in enumerate(model.feature_names) if model.family_of[name] == "residual_texture"]
    log_odds = judge_of(model, row)("residual_texture", row[None, own])
    assert 1 / (1 + np.exp(-log_odds[0])) == pytest.approx(model.predict(row).probabilities["recaptured"], abs=1e-5)


def test_the_half_behind_a_screen_votes_for_recaptured(model):
    plain = picture(900, 300, 5)
    image = np.hstack([plain[:, :450], photographed_screen(plain)[:, 450:]])
    votes = votes_of(Planes(image), judge_of(model, measure(image, schema_of_model(model))))
    assert votes[:, -1].min() > votes[:, 0].max()


def test_a_model_without_the_family_cannot_vote(model):
    row = measure(picture(360, 300, 5), schema_of_model(model))
    with pytest.raises(MapNotFound):
        judge_of(model, row)("residual_texture", np.zeros((2, 3), np.float32))


def test_only_votes_ask_for_a_judge_and_their_ends_are_the_labels():
    def nobody():
        raise AssertionError("nobody was asked")

    planes, question = Planes(picture()), question_named("recapture")
    for one in MAPS.values():
        if one.vote is None:
            assert draw(one, planes, nobody).size and ends_of(one, question) == one.ends
        else:
            assert ends_of(one, question) == ("original", "recaptured")
