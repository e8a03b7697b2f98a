"""The smallest set of families without which a score reads otherwise, checked against trying every set."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from app.domain import CANNOT_TELL
from app.questions import question_named
from app.services.counterfactuals import counterfactual
from app.services.explain import Explanation, FamilyShare

QUESTION = question_named("recapture")


def explanation(bias: float, shares: dict[str, float], unsure: tuple[float, float] | None = (0.4, 0.6),
                words: str | None = None) -> Explanation:
    families = tuple(FamilyShare(name, name.title(), value, "", "", "", ()) for name, value in shares.items())
    probability = 1 / (1 + math.exp(-(bias + sum(shares.values()))))
    reading = read(probability, unsure)
    return Explanation(words or ("Can't tell" if reading == CANNOT_TELL else f"Likely {reading}"), 0, reading, None, None, probability,
                       ("original", "recaptured"), bias, families, "v", unsure)


def read(probability: float, unsure: tuple[float, float] | None) -> str:
    low, high = unsure or (2.0, -1.0)
    return CANNOT_TELL if low <= probability <= high else ("original", "recaptured")[probability >= 0.5]


def test_one_family_decides():
    found = counterfactual(QUESTION, explanation(0.6, {"peaks": 3.0, "slope": -0.5}))
    assert found.families == ("peaks",) and found.reading == CANNOT_TELL
    assert "Without “Peaks” it would read" in found.sentence


def test_two_families_together():
    found = counterfactual(QUESTION, explanation(0.0, {"peaks": 2.0, "slope": 1.5, "colour": 0.1}, unsure=None))
    assert found.families == ()  # without all of them it is even, which still reads recaptured
    found = counterfactual(QUESTION, explanation(-0.2, {"peaks": 2.0, "slope": 1.5, "colour": 0.1}, unsure=None))
    assert found.families == ("peaks", "slope") and "No single family decides" in found.sentence


def test_can_t_tell_hangs_on_what_speaks_against_an_answer():
    found = counterfactual(QUESTION, explanation(0.0, {"peaks": 2.0, "colour": -2.0}))
    assert len(found.families) == 1 and found.reading in ("original", "recaptured")


def test_out_of_domain_hangs_on_no_family():
    assert counterfactual(QUESTION, explanation(0.0, {"peaks": 3.0}, words="Can't tell")) is None
    assert counterfactual(QUESTION, explanation(0.0, {})) is None


@pytest.mark.parametrize("seed", range(40))
def test_no_smaller_set_would_do(seed):
    rng = np.random.default_rng(seed)
    shares = {name: float(value) for name, value in zip("abcdef", rng.normal(0, 1.2, 6), strict=True)}
    unsure = None if seed % 4 == 0 else (0.35, 0.62)
    told = explanation(float(rng.normal()), shares, unsure)
    now = read(told.probability, unsure)

    def without(gone: tuple[str, ...]) -> str:
        rest = told.bias + sum(value for name, value in shares.items() if name not in gone)
        return read(1 / (1 + math.exp(-rest)), unsure)

    sizes = [size for size in range(1, 7) for gone in itertools.combinations("abcdef", size) if without(gone) != now]
    found = counterfactual(QUESTION, told)
    assert len(found.families) == (min(sizes) if sizes else 0)
    if found.families:
        assert without(found.families) == found.reading != now
