"""A model votes on parts as it scores the whole, and maps that need no model get none."""

from __future__ import annotations

import numpy as np
import pytest

from app.evidence.maps import MAPS
from app.evidence.votes import votes_of
from app.photos.planes import Planes
from app.questions import question_named
from app.services.draw_map import ModelJudge, draw, ends_of
from app.services.feature_row import measure, schema_of_model
from tests.photos.pictures import picture
from tests.services.tiny_model import photographed_screen


@pytest.fixture
def model(deps):
    return deps.models.champion("recapture").model


def test_the_votes_mean_is_the_photograph_s_own_score(model):
    image = picture(360, 300, 5)
    row = measure(image, schema_of_model(model))
    votes = votes_of(Planes(image), ModelJudge(model, row))
    probability = model.predict(row).probabilities["recaptured"]
    assert votes.mean() == pytest.approx(np.log(probability / (1 - probability)), abs=1e-3)


def test_what_a_part_does_not_have_is_the_photograph_s_own(model):
    row = measure(picture(360, 300, 5), schema_of_model(model))
    judge = ModelJudge(model, row)
    columns = [place for place, name in enumerate(model.feature_names) if model.family_of[name] == "noise"]
    altered = np.repeat(row[None, columns], 2, axis=0)
    altered[1] += 1
    assert judge({"noise": altered})[0] != judge({"noise": altered})[1]
    assert np.ptp(judge({"noise": np.full_like(altered, np.nan)})) == 0


def test_the_half_behind_a_screen_votes_for_recaptured(model):
    plain = picture(1100, 400, 5)
    image = np.hstack([plain[:, :550], photographed_screen(plain)[:, 550:]])
    votes = votes_of(Planes(image), ModelJudge(model, measure(image, schema_of_model(model))))
    assert votes[:, -2:].mean() > votes[:, :2].mean()


def test_only_votes_ask_for_a_judge_and_their_ends_are_the_labels():
    def nobody():
        raise AssertionError("nobody was asked")

    planes, question = Planes(picture()), question_named("recapture")
    for one in MAPS.values():
        if one.vote is None:
            assert draw(one, planes, nobody).size and ends_of(one, question) == one.ends
        else:
            assert ends_of(one, question) == ("original", "recaptured")
