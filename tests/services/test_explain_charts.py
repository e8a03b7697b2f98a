"""Drawings: well formed, in proportion, and quiet about nothing."""

from __future__ import annotations

import re
import xml.dom.minidom

import pytest

from app.services.explain import FeatureView
from app.services.explain_charts import alone, contributions_svg, feature_svg, signed
from app.services.standing import Distribution
from tests.services.test_counterfactuals import explanation

EDGES = tuple(float(edge) for edge in range(25))


def feature(value: float, title: str = "Peak & height") -> FeatureView:
    counts = tuple([0.0] * 10 + [1.0] + [0.0] * 13)
    told = tuple(Distribution(label, 9, EDGES, counts, tuple(float(step) for step in range(101))) for label in ("original", "recaptured"))
    return FeatureView("peaks.top", title, "dB", value, 0.4, told, f"{title}: higher than in 96 of 100 originals")


def test_bars_are_as_long_as_shares_are_large():
    drawing = contributions_svg(explanation(0.5, {"peaks": 2.0, "slope": -1.0, "<b>": 1.0}), "recaptured")
    xml.dom.minidom.parseString(drawing)
    widths = {side: [float(width) for width in re.findall(rf'class="{side}" x="[^"]+" y="\d+" width="([^"]+)"', drawing)]
              for side in ("claim", "against")}
    assert widths["against"][0] == pytest.approx(2 * widths["against"][1]) and widths["claim"] == [widths["against"][1]]
    assert "+2.0" in drawing and "−1.0" in drawing and "<B>" not in drawing


@pytest.mark.parametrize(("value", "place", "words"), [(12.0, 210, "this photo: 12<"), (-3.0, 0, "← this photo"), (99.0, 420, "99 →")])
def test_the_line_stands_at_the_photograph_s_value_or_at_the_border(value, place, words):
    drawing = feature_svg(feature(value), ["originals", "recaptured"])
    xml.dom.minidom.parseString(drawing)
    assert f'class="here" x1="{place:.1f}"' in drawing and words in drawing and "originals" in drawing


def test_an_outline_peaks_where_most_photographs_lie():
    drawing = feature_svg(feature(3.0), ["originals", "recaptured"])
    line = re.search(r'polyline class="curve claim" points="([^"]+)"', drawing)[1]
    points = [tuple(map(float, point.split(","))) for point in line.split()]
    highest = min(points, key=lambda point: point[1])
    assert highest[0] == pytest.approx(10.5 / 24 * 420, abs=6)


def test_a_file_of_its_own_has_its_colours():
    page = xml.dom.minidom.parseString(alone(feature_svg(feature(3.0), ["originals", "recaptured"])))
    assert "prefers-color-scheme" in page.getElementsByTagName("style")[0].firstChild.data


def test_a_sign_is_always_there_but_for_nothing():
    assert [signed(value) for value in (1.94, -0.51, 0.01, -0.04)] == ["+1.9", "−0.5", "0.0", "0.0"]
