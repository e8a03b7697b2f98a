"""The filters of the Photos page, in one row that wraps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from app.domain import CANNOT_TELL, QueueState
from app.questions import Question
from app.web.components.filter_field import choice, day, field, more_filters, words
from app.web.components.photo_card import STATE_WORDS

OF_SCORE = ("suggestion", "confidence")
CONFIDENCES = (60, 70, 80, 90, 95)


def photo_filter_bar(ids: Mapping[str, str], clear: str, question: Question, states: Sequence[QueueState], sources: Sequence[str],
                     by_score: bool, given: Mapping[str, str]) -> Component:
    """ids: filter name -> component id; by_score: whether scores may be searched; given: what the address asks for."""
    suggestions = [(label, f"Likely {question.label_words[label]}") for label in question.labels] + [(CANNOT_TELL, "Can't tell")]
    choices = {
        "state": ("State", [(state.value, STATE_WORDS[state]) for state in states]), "suggestion": ("Suggestion", suggestions),
        "confidence": ("Confidence", [(str(percent), f"{percent} % and more") for percent in CONFIDENCES]),
        "source": ("Source", [(source, source) for source in sources]),
    }
    return html.Div(
        [
            field(ids["text"], "Name, reference or subject", words(ids["text"], "search", given.get("text", "")), "grow"),
            more_filters(),
            *(field(ids[name], title, choice(ids[name], options, given.get(name)), "" if by_score or name not in OF_SCORE else "d-none")
              for name, (title, options) in choices.items()),
            field(ids["batch"], "Batch", words(ids["batch"], value=given.get("batch", ""))),
            field(ids["since"], "From", day(ids["since"], given.get("since", ""))),
            field(ids["until"], "To", day(ids["until"], given.get("until", ""))),
            html.Button("Clear", id=clear, type="button", className="btn btn-link clear"),
        ],
        className="filter-bar", role="search", **{"aria-label": "Filters"},
    )
