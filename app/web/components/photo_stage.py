"""The light table: the photograph on a neutral surround, its tools, and the messages that may stand in its place."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

TOOLS = (
    ("fit", "Fit", "F", "Show the whole photograph"),
    ("actual", "1:1", "0", "One pixel of the photograph on one pixel of the screen"),
    ("turn", "Turn", "T", "Turn the view by a quarter"),
    ("contrast", "Contrast", "C", "Contrast and brightness of the view"),
)
TONES = (("contrast", "Contrast", 50, 300, 100), ("gamma", "Brightness", 40, 250, 100))


def photo_stage() -> Component:
    """An empty stage; assets/viewer.js paints photographs into it.  The photograph itself is never altered."""
    return html.Div(
        [
            html.Div(className="frame", **{"data-desk": "frame"}),
            html.Div([*(_tool(*tool) for tool in TOOLS)], className="tools", role="toolbar", **{"aria-label": "View"}),
            html.Div(
                [*(_tone(*tone) for tone in TONES), html.Button("Reset", type="button", className="chip", **{"data-action": "tone-reset"})],
                className="tone-card", hidden=True, **{"data-desk": "tone-card"},
            ),
            html.Output("", className="zoom", **{"data-desk": "zoom", "aria-label": "Zoom"}),
            html.Div(className="stage-message", role="status", **{"data-desk": "message"}),
        ],
        className="view", tabIndex="0", role="group",
        **{"data-desk": "view", "aria-label": "Photograph. Plus and minus zoom, arrow keys move, F fits, 0 shows every pixel."},
    )


def _tool(action: str, name: str, key: str, title: str) -> Component:
    extra = {"aria-expanded": "false"} if action == "contrast" else {}
    return html.Button(name, type="button", title=f"{title} ({key})", **{"data-action": action, "aria-keyshortcuts": key, **extra})


def _tone(name: str, words: str, low: int, high: int, neutral: int) -> Component:
    limits = {"data-min": str(low), "data-max": str(high), "data-neutral": str(neutral)}
    slider = html.Div(className="tone-slider", **{"data-tone": name, "data-words": words, **limits})
    return html.Div([html.Span(words), slider], className="tone")
