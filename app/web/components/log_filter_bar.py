"""The filters of the decision log, in one row that wraps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from app.domain import Verdict
from app.questions import Question

VERDICT_WORDS = {Verdict.ACCEPT: "Accepted", Verdict.REJECT: "Rejected", Verdict.UNSURE: "Unsure"}


def filter_bar(ids: Mapping[str, str], clear: str, question: Question, with_reviewer: bool) -> Component:
    """ids: filter name -> component id.  A reviewer sees only their own decisions, so that filter is hidden from them."""
    verdicts = [(verdict.value, words) for verdict, words in VERDICT_WORDS.items()]
    labels = [(label, question.label_words[label]) for label in question.labels]
    reasons = [(reason.code, reason.words) for reason in question.reasons]
    return html.Div(
        [
            _field(ids["text"], "Name, reference or note", dbc.Input(id=ids["text"], type="search", debounce=0.3, maxLength=120, value=""), "grow"),
            _field(ids["verdict"], "Verdict", _choice(ids["verdict"], verdicts)),
            _field(ids["label"], "Label", _choice(ids["label"], labels)),
            _field(ids["reason"], "Reason", _choice(ids["reason"], reasons)),
            _field(ids["reviewer"], "Reviewer", dbc.Input(id=ids["reviewer"], debounce=0.3, maxLength=80, value="", autocomplete="off"),
                   "" if with_reviewer else "d-none"),
            _field(ids["batch"], "Batch", dbc.Input(id=ids["batch"], debounce=0.3, maxLength=120, value="", autocomplete="off")),
            _field(ids["since"], "From", dbc.Input(id=ids["since"], type="date", value="")),
            _field(ids["until"], "To", dbc.Input(id=ids["until"], type="date", value="")),
            html.Button("Clear", id=clear, type="button", className="btn btn-link"),
        ],
        className="filter-bar", role="search", **{"aria-label": "Filters"},
    )


def _field(identifier: str, words: str, control: Component, extra: str = "") -> Component:
    return html.Div([html.Label(words, htmlFor=identifier), control], className=f"filter {extra}".strip())


def _choice(identifier: str, options: Sequence[tuple[str, str]]) -> Component:
    return dbc.Select(id=identifier, value="", options=[{"label": "All", "value": ""}, *({"label": words, "value": value} for value, words in options)])
