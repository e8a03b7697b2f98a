"""The contributions chart adds up."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.figures.contributions import Share, contributions_figure, contributions_finding
from app.web.figures.log_odds import LARGEST, log_odds, probability, signed
from app.web.figures.template import AGAINST, CLAIM

shares = st.lists(st.builds(Share, st.uuids().map(str), st.floats(-4, 4)), min_size=1, max_size=8)


@given(st.floats(-2, 2), shares)
def test_bars_lead_from_the_start_to_the_score(start, families):
    figure = contributions_figure(start, families, "Score", "recaptured")
    bars = [trace for trace in figure.data if trace.type == "bar"]
    marks = next(trace for trace in figure.data if trace.type == "scatter")
    position = start
    for bar in bars:
        assert bar.base[0] == pytest.approx(position, abs=1e-9)
        assert bar.marker.color == (AGAINST if bar.x[0] > 0 else CLAIM)
        position += bar.x[0]
    assert marks.x[-1] == pytest.approx(start + sum(family.log_odds for family in families), abs=1e-9)
    sizes = [abs(bar.x[0]) for bar in bars]
    assert sizes == sorted(sizes, reverse=True)


def test_finding_names_the_loudest_family_and_its_side():
    families = [Share("Repeating pattern", 1.9), Share("Colour", -0.8)]
    assert contributions_finding(families, "recaptured", "original") == "Repeating pattern speaks most, for recaptured"
    assert contributions_finding([Share("Colour", -0.8)], "recaptured", "original") == "Colour speaks most, for original"
    assert contributions_finding([Share("Colour", 0.01)], "recaptured", "original") == "No family of features speaks clearly either way"
    assert contributions_finding([], "recaptured", "original") == "No family of features had a say"


@given(st.floats(0.002, 0.998))
def test_log_odds_and_probability_are_inverse(share):
    assert probability(log_odds(share)) == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize("extreme", [0.0, 1.0])
def test_log_odds_are_held(extreme):
    assert abs(log_odds(extreme)) == pytest.approx(LARGEST)


def test_probability_does_not_overflow():
    assert probability(1000) == 1.0 and probability(-1000) == 0.0


@pytest.mark.parametrize(("value", "words"), [(1.94, "+1.9"), (-0.5, "−0.5"), (0.04, "0.0"), (-0.04, "0.0"), (math.pi, "+3.1")])
def test_signed(value, words):
    assert signed(value) == words
