"""The evidence maps of the photograph on the table: a tile for each, and what the one that is laid over it shows."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.evidence.evidence_map import Map
from app.questions import Question
from app.services.draw_map import ends_of
from app.services.evidence_maps import maps_of
from app.services.score import SMALLEST_SIDE
from app.web.components.icons import icon


def map_strip(question: Question) -> list[Component]:
    """The strip and the caption; nothing for a question without maps.  assets/maps.js fills the tiles and lays maps over the photograph."""
    maps = maps_of(question.id)
    if not maps:
        return []
    strip = html.Div([_tile(one, question) for one in maps], className="map-strip", role="group",
                     **{"data-desk": "maps", "aria-label": "Evidence maps"})
    return [strip, _caption()]


def _tile(one: Map, question: Question) -> Component:
    low, high = ends_of(one, question) or ("", "")
    return html.Button(
        [html.Span(html.I(), className="map-tile", **{"aria-hidden": "true"}), html.Span(one.title, className="map-name")],
        type="button", className="map",
        **{"data-map": one.id, "data-title": one.title, "data-shows": one.shows, "data-misleads": one.misleads, "data-low": low,
           "data-high": high, "data-scale": "sides" if one.vote else "heat", "data-least": str(SMALLEST_SIDE if one.vote else 0),
           "data-overlays": "true" if one.overlays else "false", "aria-pressed": "false"},
    )


def _caption() -> Component:
    close = html.Button(icon("close"), type="button", title="Take the map away",
                        **{"data-action": "map-off", "aria-label": "Take the map away"})
    return html.Section(
        [
            html.Div([html.H2(**{"data-caption": "title"}), close], className="map-caption-head"),
            html.P(**{"data-caption": "shows"}),
            html.P([html.Strong("It misleads: "), html.Span(**{"data-caption": "misleads"})]),
            html.P([html.Span(**{"data-caption": "low"}), html.I(), html.Span(**{"data-caption": "high"})], className="map-scale",
                   **{"data-caption": "scale"}),
            html.P([html.Kbd("M"), " next map, hold ", html.Kbd("Space"), " to hide it"], className="map-keys"),
        ],
        className="map-caption", hidden=True, **{"data-desk": "map-caption", "aria-label": "What the map shows"},
    )
