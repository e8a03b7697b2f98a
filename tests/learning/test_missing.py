"""What a photograph does not have says nothing about it."""

from __future__ import annotations

import numpy as np
import pytest

from app.learning.candidates import CANDIDATES
from app.learning.fitted_model import fit_model
from app.learning.labelled_set import LabelledSet
from app.learning.missing import filled, typical

NAMES = ("colour.a", "colour.b", "face.a", "face.b", "face.c")
FAMILY_OF = {name: name.partition(".")[0] for name in NAMES}
ADDITIVE = [name for name, candidate in CANDIDATES.items() if candidate().additive]


def labelled(seed: int = 0, n: int = 240) -> LabelledSet:
    """Half of the photographs have no face; faces tell the labels apart."""
    rng = np.random.default_rng(seed)
    truth = np.arange(n) % 2 == 1
    features = rng.normal(0, 1, (n, len(NAMES))) + 1.5 * truth[:, None]
    features[rng.random(n) < 0.5, 2:] = np.nan
    return LabelledSet.of([f"{i}" for i in range(n)], features, np.where(truth, "recaptured", "original"), [f"s{i % 6}" for i in range(n)])


@pytest.mark.parametrize("candidate", ADDITIVE)
def test_a_family_without_a_value_contributes_exactly_nothing(candidate: str) -> None:
    model, _ = fit_model(labelled(), "recapture", ("original", "recaptured"), "x", NAMES, FAMILY_OF, candidate=candidate)
    rows = labelled(1).features
    without = np.isnan(rows[:, 2])
    said = model.predict_many(rows)
    assert {one.contributions["face"] for one, missing in zip(said, without, strict=True) if missing} == {0.0}
    assert all(one.contributions["face"] != 0 for one, missing in zip(said, without, strict=True) if not missing)
    assert all(np.isfinite(one.distance) and 0 < one.probabilities["original"] < 1 for one in said)


def test_contributions_still_add_up_to_the_score_where_something_is_missing() -> None:
    model, _ = fit_model(labelled(), "recapture", ("original", "recaptured"), "x", NAMES, FAMILY_OF, candidate="ridge")
    for one in model.predict_many(labelled(2).features):
        logit = np.log(one.probabilities["recaptured"] / one.probabilities["original"])
        assert one.bias + sum(one.contributions.values()) == pytest.approx(logit, abs=1e-9)


def test_what_is_usual_is_the_mean_of_those_that_have_it() -> None:
    features = np.array([[1, np.nan, np.nan], [3, 5, np.nan]], np.float32)
    assert typical(features).tolist() == [2, 5, 0]
    assert filled(features, typical(features)).tolist() == [[1, 5, 0], [3, 5, 0]]
    assert filled(features[:, :1], np.zeros(1)) is not None and filled(complete := features[:, :1], np.zeros(1)) is complete
