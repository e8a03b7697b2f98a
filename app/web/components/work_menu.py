"""What one works on: the question, the batch and the order, chosen in a menu that opens under the queue's progress."""

from __future__ import annotations

from collections.abc import Mapping

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from app.questions import QUESTIONS
from app.services.review import ORDERS, Progress
from app.web.components.icons import icon

ANY_BATCH = ""
ORDER_WORDS = {
    "uncertain": ("Uncertain first", "least sure"),
    "oldest": ("Oldest first", "by upload"),
    "random": ("Random", "by lot"),
}


class Ids:
    MENU = "work-menu"
    OPENER = "work-opener"
    PROGRESS = "work-progress"
    QUESTION = "work-question"
    BATCH = "work-batch"
    ORDER = "work-order"


def work_menu() -> Component:
    """Each browser remembers its choices; the batches are asked for when the menu opens."""
    questions = {question.id: question.title for question in QUESTIONS.values()}
    orders = [{"label": _row(*ORDER_WORDS[order]), "value": order} for order in ORDERS]
    opener = html.Summary([html.Div(id=Ids.PROGRESS, className="queue-progress"), icon("down")], id=Ids.OPENER,
                          title="Question, batch and order")
    return html.Details(
        [
            opener,
            html.Div(
                [
                    _group("Question", _choice(Ids.QUESTION, questions, next(iter(questions))), hidden=len(questions) == 1),
                    _group("Batch", _choice(Ids.BATCH, {ANY_BATCH: "All batches"}, ANY_BATCH)),
                    _group("Order", _choice(Ids.ORDER, orders, ORDERS[0])),
                ],
                className="menu",
            ),
        ],
        id=Ids.MENU, className="work",
    )


def batch_options(batches: Mapping[str, int]) -> list[dict]:
    """batches: name -> photographs that wait."""
    rows = [{"label": _row(name, f"{waiting:,} waiting" if waiting else "done"), "value": name} for name, waiting in batches.items()]
    return [{"label": _row("All batches"), "value": ANY_BATCH}, *rows]


def progress_words(progress: Progress, batch: str | None) -> list[Component]:
    """ "spring, 142 judged today, 228 waiting", with a bar of how much of it is done."""
    done = 0.0 if not progress.total else 100 * (progress.total - progress.waiting) / progress.total
    return [
        html.Span(batch or "All batches", className="batch"),
        html.Span(f"{progress.judged_today:,} judged today", className="judged"),
        html.Span(f"{progress.waiting:,} waiting", className="waiting"),
        html.Span(html.I(style={"width": f"{done:.0f}%"}), className="bar",
                  title=f"{done:.0f} % of {progress.total:,} photographs are decided"),
    ]


def _choice(identifier: str, options: dict | list, value: str) -> Component:
    return dbc.RadioItems(options=options, value=value, id=identifier, persistence=True, className="choices")


def _row(name: str, more: str = "") -> Component:
    return html.Span([html.Span(name, className="choice"), html.Span(more, className="more")], className="choice-row")


def _group(words: str, choices: Component, hidden: bool = False) -> Component:
    return html.Fieldset([html.Legend(words), choices], hidden=hidden)
