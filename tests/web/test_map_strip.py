"""The strip of maps: a tile for each of the question's, with everything that assets/maps.js needs to show it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.evidence.maps import MAPS
from app.questions import QUESTIONS
from app.web.components import map_strip as strip_module
from app.web.components.map_strip import map_strip
from app.web.figures.template import AGAINST, CLAIM

ASSETS = Path(__file__).resolve().parents[2] / "assets"


def tiles() -> list[dict]:
    strip, _ = map_strip(QUESTIONS["recapture"])
    return [tile.to_plotly_json()["props"] for tile in strip.children]


def test_a_tile_for_each_map_in_the_question_s_order():
    assert [tile["data-map"] for tile in tiles()] == list(QUESTIONS["recapture"].maps)
    for tile in tiles():
        one = MAPS[tile["data-map"]]
        assert (tile["data-title"], tile["data-shows"], tile["data-misleads"]) == (one.title, one.shows, one.misleads)
        assert tile["data-overlays"] == ("true" if one.overlays else "false") and tile["aria-pressed"] == "false"


def test_votes_end_in_the_question_s_words_and_need_a_scored_photograph():
    votes = next(tile for tile in tiles() if tile["data-map"] == "votes")
    assert (votes["data-low"], votes["data-high"]) == ("original", "recaptured") and votes["data-least"] == "256"


def test_a_question_without_maps_has_no_strip(monkeypatch):
    monkeypatch.setattr(strip_module, "maps_of", lambda question: ())
    assert map_strip(replace(QUESTIONS["recapture"], maps=())) == []


def test_the_script_finds_what_the_component_draws():
    script = (ASSETS / "maps.js").read_text()
    strip, caption = map_strip(QUESTIONS["recapture"])
    assert f'part("{strip.to_plotly_json()["props"]["data-desk"]}")' in script
    assert f'part("{caption.to_plotly_json()["props"]["data-desk"]}")' in script
    for name in ("title", "shows", "misleads", "low", "high"):
        assert f'"{name}"' in script


def test_marks_have_the_labels_colours():
    from app.evidence import votes

    assert f"rgb{votes.CLAIM[:3]}" == CLAIM and AGAINST.startswith("rgb(")
    assert f"rgb{votes.CLAIM[:3]}" in (ASSETS / "maps.css").read_text() and f"rgb{votes.AGAINST[:3]}" in (ASSETS / "maps.css").read_text()
