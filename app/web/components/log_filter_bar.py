"""The filters of the decision log, in one row that wraps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from app.domain import Verdict
from app.questions import Question
from app.web.log_filters import ANY

VERDICT_WORDS = {Verdict.ACCEPT: "Accepted", Verdict.REJECT: "Rejected", Verdict.UNSURE: "Unsure"}


def filter_bar(ids: Mapping[str, str], clear: str, question: Question, with_reviewer: bool) -> Component:
    """ids: filter name -> component id.  A reviewer sees only their own decisions, so that filter is hidden from them."""
    verdicts = [(verdict.value, words) for verdict, words in VERDICT_WORDS.items()]
    labels = [(label, question.label_words[label]) for label in question.labels]
    reasons = [(reason.code, reason.words) for reason in question.reasons]
    return html.Div(
        [
            _field(ids["text"], "Name, reference or note", _words(ids["text"], "search"), "grow"),
            html.Button("Filters", type="button", className="btn btn-secondary more-filters",
                        **{"data-more-filters": "", "aria-expanded": "false"}),
            _field(ids["verdict"], "Verdict", _choice(ids["verdict"], verdicts)),
            _field(ids["label"], "Label", _choice(ids["label"], labels)),
            _field(ids["reason"], "Reason", _choice(ids["reason"], reasons)),
            _field(ids["reviewer"], "Reviewer", _words(ids["reviewer"]), "" if with_reviewer else "d-none"),
            _field(ids["batch"], "Batch", _words(ids["batch"])),
            _field(ids["since"], "From", dbc.Input(id=ids["since"], type="date", value="")),
            _field(ids["until"], "To", dbc.Input(id=ids["until"], type="date", value="")),
            html.Button("Clear", id=clear, type="button", className="btn btn-link clear"),
        ],
        className="filter-bar", role="search", **{"aria-label": "Filters"},
    )


def _field(identifier: str, words: str, control: Component, extra: str = "") -> Component:
    return html.Div([html.Label(words, htmlFor=identifier), control], className=f"filter {extra}".strip())


def _words(identifier: str, kind: str = "text") -> Component:
    """A field that filters once the typing stops."""
    return dbc.Input(id=identifier, type=kind, debounce=0.3, maxLength=120, value="", autocomplete="off")


def _choice(identifier: str, options: Sequence[tuple[str, str]]) -> Component:
    choices = [{"label": "All", "value": ANY}, *({"label": words, "value": value} for value, words in options)]
    return dbc.Select(id=identifier, value=ANY, options=choices)
