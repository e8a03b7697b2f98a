"""The panel while the score is withheld: that it comes after the answer, and what the file says; nothing that the model thinks."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.domain import Photo
from app.web.components.metadata_card import metadata_card
from app.web.components.verdict_bar import key_cap

WORDS = {
    "hidden": ("Your answer first",
               "The score is shown after it, so that it cannot lead you. One key then keeps your answer or changes it."),
    "ask": ("Your own look first",
            "The score is there when you want it. Whether you saw it before your answer is kept with your decision."),
    "warm_up": ("Warm-up", "What these photographs are is known. After each answer you are told whether it was right; none of it counts."),
}


def before_answer(photo: Photo, view: str) -> Component:
    """view: why there is no score, one of WORDS; under `ask` a button shows it."""
    title, words = WORDS[view]
    ask = html.Button([key_cap("V"), "Show the score"], type="button", className="btn btn-secondary ask-score",
                      **{"data-action": "ask", "aria-keyshortcuts": "V"})
    head = html.Header([html.P(title, className="says"), html.P(words, className="reliability"), ask if view == "ask" else None])
    return html.Div([head, metadata_card(photo, None)], **{"data-photo": photo.id, "data-view": view})
