"""What others answered to the photograph on the table, without their names, for the lead who settles it."""

from __future__ import annotations

import json

from dash import html
from dash.development.base_component import Component

from app.questions import Question


def other_reads(question: Question) -> Component:
    """An empty place; assets/reads.js fills it from the photograph's `reads`, with the words of the question."""
    words = {"labels": question.label_words, "reasons": {reason.code: reason.words for reason in question.reasons}}
    return html.Section(hidden=True, className="reads",
                        **{"data-desk": "reads", "data-words": json.dumps(words), "aria-label": "What others answered"})
