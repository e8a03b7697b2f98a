"""The filters of the decision log, in one row that wraps."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from app.domain import Verdict
from app.questions import Question
from app.web.components.filter_field import choice, day, field, more_filters, words

VERDICT_WORDS = {Verdict.ACCEPT: "Accepted", Verdict.REJECT: "Rejected", Verdict.UNSURE: "Unsure"}


def filter_bar(ids: Mapping[str, str], clear: str, question: Question, with_reviewer: bool) -> Component:
    """ids: filter name -> component id.  A reviewer sees only their own decisions, so that filter is hidden from them."""
    verdicts = [(verdict.value, said) for verdict, said in VERDICT_WORDS.items()]
    labels = [(label, question.label_words[label]) for label in question.labels]
    reasons = [(reason.code, reason.words) for reason in question.reasons]
    return html.Div(
        [
            field(ids["text"], "Name, reference or note", words(ids["text"], "search"), "grow"),
            more_filters(),
            field(ids["verdict"], "Verdict", choice(ids["verdict"], verdicts)),
            field(ids["label"], "Label", choice(ids["label"], labels)),
            field(ids["reason"], "Reason", choice(ids["reason"], reasons)),
            field(ids["reviewer"], "Reviewer", words(ids["reviewer"]), "" if with_reviewer else "d-none"),
            field(ids["batch"], "Batch", words(ids["batch"])),
            field(ids["since"], "From", day(ids["since"])),
            field(ids["until"], "To", day(ids["until"])),
            html.Button("Clear", id=clear, type="button", className="btn btn-link clear"),
        ],
        className="filter-bar", role="search", **{"aria-label": "Filters"},
    )
