"""APCER by kind and BPCER, with what the model can't tell counted apart."""

from __future__ import annotations

import json

import numpy as np
import pytest

from app.learning.evaluation import Measured
from app.learning.presentation_errors import presentation_errors

EACH = 20
KIND = np.array(["screen"] * EACH + ["print"] * EACH + [""] * EACH)


def measured(**more: np.ndarray) -> Measured:
    """20 screens of which 2 pass, 20 prints of which 5 pass, 20 originals of which 4 are stopped; screens from a source of their own."""
    probability = np.concatenate([[0.1] * 2 + [0.9] * 18, [0.2] * 5 + [0.8] * 15, [0.7] * 4 + [0.3] * 16])
    source = np.array(["a"] * EACH + ["b"] * EACH + ["a"] * 10 + ["b"] * 10)
    made = {"truth": KIND != "", "probability": probability, "abstained": np.zeros(60, bool), "source": source,
            "group": np.arange(60).astype(str)}
    return Measured(**(made | more))


def test_each_kind_has_its_own_errors_and_the_worst_is_named() -> None:
    errors = json.loads(json.dumps(presentation_errors(measured(), KIND, draws=100), allow_nan=False))["decision"]
    assert errors["threshold"] == 0.5 and errors["worst"] == "print" and errors["bpcer"]["value"] == pytest.approx(0.2)
    screen, printed = errors["kinds"]["screen"], errors["kinds"]["print"]
    assert (screen["apcer"]["value"], printed["apcer"]["value"]) == (pytest.approx(0.1), pytest.approx(0.25))
    assert (screen["bpcer"]["value"], printed["bpcer"]["value"]) == (pytest.approx(0.4), 0)  # the originals of the same sources
    assert all(one["low"] <= one["value"] <= one["high"] and one["n"] == EACH for one in (screen["apcer"], errors["bpcer"]))


def test_what_it_cannot_tell_counts_apart() -> None:
    unsure = np.zeros(60, bool)
    unsure[:2] = unsure[20:40] = True  # the two screens that pass, and every print
    kinds = presentation_errors(measured(abstained=unsure), KIND, draws=50)["decision"]["kinds"]
    assert kinds["screen"]["apcer"]["value"] == pytest.approx(0.1) and kinds["screen"]["apcer_when_answering"]["value"] == 0
    assert kinds["screen"]["not_answered"]["value"] == pytest.approx(0.1) and kinds["print"]["not_answered"]["value"] == 1
    assert kinds["print"]["apcer_when_answering"]["value"] is None and "answered" in kinds["print"]["apcer_when_answering"]["reason"]


def test_at_the_equal_error_threshold_all_photographs_err_alike() -> None:
    rng = np.random.default_rng(0)
    spread = np.clip(measured().probability + rng.normal(0, 0.15, 60), 0, 1)
    errors = presentation_errors(measured(probability=spread), KIND, draws=20)["eer"]
    apcer = np.mean([errors["kinds"][kind]["apcer"]["value"] for kind in ("screen", "print")])
    assert errors["bpcer"]["value"] == pytest.approx(apcer, abs=0.06)


def test_without_originals_there_is_no_bpcer_and_no_equal_error() -> None:
    only = measured().take(KIND != "")
    errors = json.loads(json.dumps(presentation_errors(only, KIND[KIND != ""], draws=20), allow_nan=False))
    assert errors["decision"]["bpcer"] == {"value": None, "low": None, "high": None, "n": 0, "reason": "undefined: there is none"}
    assert errors["decision"]["kinds"]["screen"]["apcer"]["value"] is not None
    assert errors["eer"]["threshold"] is None and errors["eer"]["kinds"]["screen"]["apcer"]["value"] is None
