"""The reliability chart says what was counted."""

from __future__ import annotations

from app.web.figures.reliability import Band, reliability_figure, reliability_finding, reliability_rows

GOOD = Band(0.9, 100, 91, 0.84, 0.95)
OFF = Band(0.7, 60, 24, 0.29, 0.53)
FEW = Band(0.5, 4, 0, 0.0, 0.6)
NONE = Band(0.2, 0, 0, 0.0, 0.0)


def test_finding_names_the_worst_band_that_is_large_enough():
    assert reliability_finding([GOOD, FEW]) == "The score means what it says: no band is off by 5 points or more"
    assert reliability_finding([GOOD, OFF]) == "Scores near 70 % are 30 points too high"
    assert reliability_finding([FEW, NONE]) == "Too few photographs to say how reliable the score is"


def test_only_bands_with_photographs_are_drawn_and_listed():
    figure = reliability_figure([GOOD, OFF, NONE], "recaptured")
    points = figure.data[1]
    assert list(points.x) == [0.9, 0.7] and list(points.y) == [0.91, 0.4]
    assert points.error_y.array[0] == 0.95 - 0.91
    assert [row[2] for row in reliability_rows([GOOD, OFF, NONE])] == ["100", "60"]


def test_hover_states_n():
    assert "of 60 scored about 70 %, 24 were recaptured" in reliability_figure([OFF], "recaptured").data[1].text[0]
