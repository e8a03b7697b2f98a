"""One photograph in the grid: its picture, what is known of it, and a box to choose it."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from app.domain import CANNOT_TELL, QueueState
from app.questions import Question
from app.services.photo_list import ListedPhoto
from app.web.components.label_words import label_mark, label_side

STATE_WORDS = {
    QueueState.WAITING: "Waiting", QueueState.DECIDED: "Decided", QueueState.SECOND: "Second read", QueueState.LEAD: "With a lead",
}


def photo_card(photo: ListedPhoto, question: Question, may_choose: bool) -> Component:
    """A link to the desk with the photograph on it; leads can choose it for a bulk answer."""
    name = photo.name or "without a name"
    link = html.A(
        [
            html.Img(src=f"/api/photos/{photo.id}/thumbnail", alt="", width=320, height=240),
            html.Span([html.Span(name, className="name", title=name), html.Span(_about(photo), className="soft")], className="what"),
            html.Span([label_mark(label_side(photo.suggestion, question)), html.Span(_said(photo, question))], className="said"),
        ],
        href=f"/?{urlencode({'photo': photo.id})}",
    )
    # Dash has no bare checkbox; the button is one to assistive technology, and photos.js keeps its state
    box = html.Button(type="button", role="checkbox", className="choose", **{"aria-checked": "false", "aria-label": f"Choose {name}"})
    return html.Li([link, *([box] if may_choose else [])], className="photo-card", key=photo.id, **{"data-photo": photo.id})


def _about(photo: ListedPhoto) -> str:
    return " · ".join(filter(None, (STATE_WORDS[photo.state], "held" if photo.held else None, photo.reference, photo.batch)))


def _said(photo: ListedPhoto, question: Question) -> str:
    if photo.suggestion is None or photo.confidence is None:
        return "No score to show"
    if photo.suggestion == CANNOT_TELL:
        return "Can't tell"
    return f"Likely {question.label_words[photo.suggestion]}, {min(99, round(100 * photo.confidence))} %"
