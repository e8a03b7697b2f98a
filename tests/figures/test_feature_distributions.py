"""The feature chart: two outlines, one line, names that do not lie over each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.figures.feature_distributions import feature_figure, smoothed, this_photo
from app.web.figures.template import AGAINST, CLAIM

EDGES = np.linspace(0, 10, 41)
CENTRES = (EDGES[1:] + EDGES[:-1]) / 2
WORDS = {"original": "originals", "recaptured": "recaptured"}


def bell(middle: float, width: float = 1.0) -> np.ndarray:
    heights = np.exp(-((CENTRES - middle) ** 2) / 2 / width**2)
    return heights / heights.sum()


def test_labels_differ_in_colour_in_dash_and_by_name():
    figure = feature_figure(6.0, "peak height (standard deviations)", EDGES, {"original": bell(2), "recaptured": bell(7)}, WORDS)
    claim, against = figure.data
    assert (claim.line.color, against.line.color) == (CLAIM, AGAINST)
    assert claim.line.dash != against.line.dash
    assert {"originals", "recaptured", "this photo"} == {note.text for note in figure.layout.annotations}
    assert figure.layout.xaxis.title.text == "peak height (standard deviations)"


@given(st.floats(-50, 50))
def test_the_line_stays_on_the_axis_and_says_when_the_value_does_not(value):
    figure = feature_figure(value, "x", EDGES, {"original": bell(2), "recaptured": bell(7)}, WORDS)
    line = figure.layout.shapes[0]
    assert EDGES[0] <= line.x0 == line.x1 <= EDGES[-1]
    if EDGES[0] <= value <= EDGES[-1]:
        assert line.x0 == value and this_photo(value, EDGES) == "this photo"
    else:
        assert ("→" in this_photo(value, EDGES)) == (value > EDGES[-1])


@pytest.mark.parametrize(("one", "other"), [(2, 7), (5, 5.4), (5.4, 5), (0.2, 0.6), (9.8, 9.5), (5, 5)])
@pytest.mark.parametrize("value", [1.0, 9.0])
def test_names_stand_apart_from_each_other_and_from_the_line(one, other, value):
    figure = feature_figure(value, "x", EDGES, {"original": bell(one), "recaptured": bell(other)}, WORDS)
    names = [note for note in figure.layout.annotations if note.text != "this photo"]
    assert len(names) == 2
    if abs(one - other) >= 2:
        assert abs(names[0].x - names[1].x) >= 2
    else:
        assert names[0].yshift != names[1].yshift
        assert all(note.xref == "paper" and note.x == (1 if value < 5 else 0) for note in names)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=60))
def test_smoothing_stays_within_the_histogram(share):
    outline = smoothed(share)
    assert len(outline) == len(share)
    assert outline.min() >= min(share) - 1e-12 and outline.max() <= max(share) + 1e-12


def test_an_empty_histogram_is_drawn():
    feature_figure(1.0, "x", EDGES, {"original": np.zeros(40), "recaptured": np.zeros(40)}, WORDS)
