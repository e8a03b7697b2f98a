"""What leads can do with the photographs they chose: accept or reject all of them, with reasons and a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from app.questions import Question
from app.services.bulk import BulkDone


def bulk_bar(ids: Any, question: Question) -> Component:
    """Hidden while nothing is chosen.  ids: ACCEPT, REJECT, REASONS, NOTE and NONE name its controls."""
    reasons = [{"label": reason.words, "value": reason.code} for reason in question.reasons]
    return html.Div(
        [
            html.Strong("", className="chosen-count", role="status", **{"data-photos": "count"}),
            html.Button("Choose all shown", type="button", className="btn btn-link", **{"data-photos": "all"}),
            html.Button("Clear", type="button", className="btn btn-link", **{"data-photos": "none"}),
            html.Details(
                [
                    html.Summary("Reasons and note", className="btn btn-secondary"),
                    html.Div(
                        [
                            html.Fieldset([html.Legend("Reasons, for a rejection"), dcc.Checklist(reasons, [], id=ids.REASONS)]),
                            html.Label("Note", htmlFor=ids.NOTE),
                            dbc.Textarea(id=ids.NOTE, value="", maxLength=2000, rows=2),
                        ],
                        className="bulk-more",
                    ),
                ],
            ),
            _button("Reject all", ids.REJECT, question.reject_words), _button("Accept all", ids.ACCEPT, question.accept_words),
        ],
        className="bulk-bar", hidden=True, role="region", **{"aria-label": "The chosen photographs", "data-photos": "bar"},
    )


def _button(words: str, identifier: str, means: str) -> Component:
    return html.Button(words, id=identifier, type="button", title=means, className="btn btn-secondary")


def bulk_words(done: BulkDone, did: str) -> str:
    """ "38 photographs accepted; 2 left out: already decided." """
    words = f"{done.stored:,} photograph{'' if done.stored == 1 else 's'} {did}"
    return f"{words}; {left_out_words(done.left_out)}." if done.left_out else f"{words}."


def left_out_words(left_out: Mapping[str, int]) -> str:
    """How many were left out, and why."""
    return "left out: " + ", ".join(f"{count:,} {why}" for why, count in left_out.items())
