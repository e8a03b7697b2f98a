"""The most telling feature of each family is shown; what some photographs lack is told of the others."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np

from app.questions import question_named
from app.services.evaluation_features import MOST, telling_features
from tests.services.tiny_model import fitted, tiny_labelled_set

RECAPTURE = question_named("recapture")


def test_features_that_some_photographs_lack_are_told_of_the_others() -> None:
    model, labelled = fitted()[0], tiny_labelled_set()
    told = telling_features(model, labelled, RECAPTURE)
    assert 0 < len(told) <= MOST and len({one["family"] for one in told}) == len(told)
    best, column = told[0], model.feature_names.index(told[0]["feature"])
    features = labelled.features.copy()
    features[:4, column] = np.nan
    again = telling_features(model, replace(labelled, features=features), RECAPTURE)
    json.dumps(again, allow_nan=False)
    assert next(one for one in again if one["feature"] == best["feature"])["labels"]["original"]["n"] == 8


def test_a_feature_that_no_photograph_of_a_label_has_is_left_out() -> None:
    model, labelled = fitted()[0], tiny_labelled_set()
    features = labelled.features.copy()
    features[:12] = np.nan
    assert telling_features(model, replace(labelled, features=features), RECAPTURE) == []
    assert telling_features(model, labelled.take(np.arange(12)), RECAPTURE) == []
