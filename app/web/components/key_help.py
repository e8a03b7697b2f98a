"""The list of keys, opened by ?."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.questions import Question

KEYS = (
    ("A", "Accept"), ("R", "Reject"), ("U", "Unsure"), ("N", "Note"), ("Z", "Take your last answer back"),
    ("L", "Your last answers"), ("K", "Skip: leave it to others"), ("V", "Show the score, where you may ask for it"),
    ("F", "Fit the photograph"), ("0", "1:1, every pixel"), ("+ −", "Zoom; the wheel and two fingers do too"),
    ("← ↑ → ↓", "Move the photograph"), ("T", "Turn the view"), ("C", "Contrast and brightness"),
    ("S", "Beside it: map, face, pair, previous, nothing"), ("M", "Next evidence map"),
    ("Space", "Hold: without the map"), ("?", "This list"),
)


def key_help(question: Question) -> Component:
    """A dialog; the browser's own, so Esc closes it and focus stays inside."""
    reasons = [(str(reason.digit), f"Reason: {reason.words.lower()}, before the verdict") for reason in question.reasons]
    rows = [part for key, words in (*KEYS[:3], *reasons, *KEYS[3:]) for part in (html.Dt(html.Kbd(key)), html.Dd(words))]
    return html.Dialog(
        [
            html.Div(
                [
                    html.H1("Keys"),
                    html.Button("Close", type="button", className="btn btn-primary", **{"data-action": "close-help"}),
                    html.Button("Switch keys off", type="button", className="btn btn-secondary", **{"data-action": "keys"}),
                ],
                className="key-help-head",
            ),
            html.Dl(rows, className="facts"),
        ],
        className="key-help", **{"data-desk": "help", "aria-label": "Keys"},
    )
