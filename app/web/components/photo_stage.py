"""The light table: the photograph on a neutral surround, its tools, and the messages that may stand in its place."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

TOOLS = (
    ("fit", "Fit", "F", "Show the whole photograph"),
    ("actual", "1:1", "0", "One pixel of the photograph on one pixel of the screen"),
    ("turn", "Turn", "T", "Turn the view by a quarter"),
    ("contrast", "Contrast", "C", "Contrast and brightness of the view"),
    ("beside", "Beside", "S", "Something beside the photograph, at the same place and zoom"),
)
TONES = (("contrast", "Contrast", 50, 300, 100), ("gamma", "Brightness", 40, 250, 100))
COMPANIONS = (
    ("map", "Evidence map", "the chosen one, or the first"),
    ("face", "Face", "as large as it fits"),
    ("pair", "Found pair", "the photograph of the same scene"),
    ("previous", "Previous photograph", "the one before on this desk"),
)


def photo_stage() -> Component:
    """An empty stage; assets/viewer.js paints photographs into it.  The photograph itself is never altered."""
    return html.Div(
        [
            html.Div(html.Div(className="frame", **{"data-desk": "frame"}), className="pane"),
            _companion(),
            html.Div([*(_tool(*tool) for tool in TOOLS)], className="tools", role="toolbar", **{"aria-label": "View"}),
            html.Div(
                [*(_tone(*tone) for tone in TONES), html.Button("Reset", type="button", className="chip", **{"data-action": "tone-reset"})],
                className="view-card", hidden=True, **{"data-desk": "tone-card"},
            ),
            html.Div([_choice(*one) for one in COMPANIONS], className="view-card choices", hidden=True, role="group",
                     **{"data-desk": "companions", "aria-label": "Beside the photograph"}),
            html.Output("", className="zoom", **{"data-desk": "zoom", "aria-label": "Zoom"}),
            html.Div(className="stage-message", role="status", **{"data-desk": "message"}),
        ],
        className="view", tabIndex="0", role="group",
        **{"data-desk": "view", "aria-label": "Photograph. Plus and minus zoom, arrow keys move, F fits, 0 shows every pixel."},
    )


def _companion() -> Component:
    """The second pane, whose picture follows the first one's place, zoom and turn."""
    return html.Div(
        [html.Div(className="frame", **{"data-companion": "frame"}), html.Div(className="map-alone", **{"data-companion": "alone"}),
         html.P(className="companion-name", role="status", **{"data-companion": "name"})],
        className="pane companion", hidden=True, **{"data-desk": "companion"},
    )


def _choice(kind: str, name: str, more: str) -> Component:
    return html.Button([html.Span(name), html.Small(more)], type="button", className="companion-choice",
                       **{"data-beside": kind, "data-name": name, "aria-pressed": "false"})


def _tool(action: str, name: str, key: str, title: str) -> Component:
    extra = {"aria-expanded": "false"} if action in ("contrast", "beside") else {}
    return html.Button(name, type="button", title=f"{title} ({key})", **{"data-action": action, "aria-keyshortcuts": key, **extra})


def _tone(name: str, words: str, low: int, high: int, neutral: int) -> Component:
    limits = {"data-min": str(low), "data-max": str(high), "data-neutral": str(neutral)}
    slider = html.Div(className="tone-slider", **{"data-tone": name, "data-words": words, **limits})
    return html.Div([html.Span(words), slider], className="tone")
