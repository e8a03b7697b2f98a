"""The evidence maps of the photograph on the table: a tile for each, and what the one that is laid over it shows."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.services.evidence_maps import maps_of
from app.web.components.icons import icon


def map_strip(question: str) -> list[Component]:
    """The strip and the caption; nothing for a question without maps.  assets/maps.js fills the tiles and lays maps over the photograph."""
    maps = maps_of(question)
    if not maps:
        return []
    tiles = [_tile(one.id, one.title, one.shows, one.misleads, one.overlays, one.ends) for one in maps]
    strip = html.Div(tiles, className="map-strip", role="group", **{"data-desk": "maps", "aria-label": "Evidence maps"})
    return [strip, _caption()]


def _tile(map_id: str, title: str, shows: str, misleads: str, overlays: bool, ends: tuple[str, str] | None) -> Component:
    low, high = ends or ("", "")
    return html.Button(
        [html.Span(html.I(), className="map-tile", **{"aria-hidden": "true"}), html.Span(title, className="map-name")],
        type="button", className="map",
        **{"data-map": map_id, "data-title": title, "data-shows": shows, "data-misleads": misleads, "data-low": low, "data-high": high,
           "data-overlays": "true" if overlays else "false", "aria-pressed": "false"},
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
