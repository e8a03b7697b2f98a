"""A row for each photograph that waits for a lead: its picture, its name, and the answers without names."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from app.domain import Verdict
from app.questions import Question
from app.services.adjudicate import Waiting
from app.services.review_item import Read
from app.web.components.label_words import label_mark

SAID = {Verdict.ACCEPT: ("Accepted", "claim"), Verdict.REJECT: ("Rejected", "against"), Verdict.UNSURE: ("Unsure", "none")}


def disagreement_rows(waiting: Sequence[Waiting], question: Question) -> list[Component]:
    """Each row leads to the photograph on the desk."""
    return [html.Li(dcc.Link(_row(one, question), href=f"/?photo={one.photo.id}")) for one in waiting]


def _row(one: Waiting, question: Question) -> list[Component]:
    picture = html.Img(src=f"/api/photos/{one.photo.id}/thumbnail", alt="", className="thumb")
    name = html.Span([html.Strong(one.photo.name), html.Small(f"since {one.since:%Y-%m-%d}", className="soft")], className="name")
    return [picture, name, html.Span([_read(read, question) for read in one.reads], className="answers")]


def _read(read: Read, question: Question) -> Component:
    words, side = SAID[read.verdict]
    reasons = {reason.code: reason.words for reason in question.reasons}
    why = ", ".join(reasons.get(code, code) for code in read.reasons)
    said = [html.B(words), f": {why}" if why else ""]
    note = html.Q(read.note) if read.note else None
    return html.Span([html.Span(read.name, className="read-name"), label_mark(side), html.Span(said), note], className="answer")
