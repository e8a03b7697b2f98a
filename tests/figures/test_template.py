"""The palette: the template and the style sheet name the same colours."""

from __future__ import annotations

import re

from app.config import PROJECT
from app.web.components.graph import CONFIG, graph
from app.web.figures.template import AGAINST, CLAIM, PALETTE, TEMPLATE, draw, label_colour

CHARTS = (PROJECT / "assets" / "charts.css").read_text()
THEME = (PROJECT / "assets" / "theme.css").read_text()


def test_dark_theme_repaints_every_colour_of_the_palette():
    for name, colour in PALETTE.items():
        for paint in ("fill", "stroke"):
            assert f'[data-bs-theme="dark"] .chart [style*="{paint}: {colour}"] {{ {paint}: var(--{name}) !important; }}' in CHARTS


def test_palette_is_the_light_theme():
    light = THEME[: THEME.index('[data-bs-theme="dark"] {')]
    for name, colour in PALETTE.items():
        red, green, blue = (int(part) for part in re.findall(r"\d+", colour))
        assert f"--{name}: #{red:02x}{green:02x}{blue:02x};" in light


def test_greys_are_neutral():
    for name, value in re.findall(r"--(ground|paper|raised|fill|line|edge|ink|ink-2|ink-3|surround|accent): #([0-9a-f]{6});", THEME):
        assert value[:2] == value[2:4] == value[4:], name


def test_claim_is_blue_and_its_opposite_orange():
    assert label_colour("original", ("original", "recaptured")) == CLAIM
    assert label_colour("recaptured", ("original", "recaptured")) == AGAINST


def test_a_chart_is_sent_nowhere_and_has_its_finding_and_figures_as_text():
    chart = graph(draw([], 120), "Nothing stands out", ("Name", "Value"), [("a", "1")])
    plot = chart.children[1].children
    assert plot.config == CONFIG
    assert CONFIG["showSendToCloud"] is False and CONFIG["plotlyServerURL"] == "" and CONFIG["displayModeBar"] is False
    assert chart.children[0].children == "Nothing stands out"
    assert "Value" in str(chart.children[2]) and plot.figure.layout.template == TEMPLATE
