"""The strongest features are those with the largest shares, whichever family they come from."""

from __future__ import annotations

import numpy as np

from app.questions import question_named
from app.services.feature_row import measure, schema_of_model
from app.services.strongest_features import strongest_features
from tests.photos.pictures import picture


def test_the_largest_shares_come_first(deps):
    model = deps.models.champion("recapture").model
    row = measure(picture(360, 300, 8), schema_of_model(model))
    said = model.predict(row)
    found = strongest_features(question_named("recapture"), model, row, said, count=9)
    shares = [abs(feature.log_odds) for feature in found]
    assert shares == sorted(np.abs(said.feature_contributions), reverse=True)[:9]
    for feature in found:
        index = model.feature_names.index(feature.id)
        assert feature.value == row[index] and feature.log_odds == said.feature_contributions[index]
        assert feature.title and [told.label for told in feature.distributions] == list(model.labels)
