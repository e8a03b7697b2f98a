"""One version in full: the gate's words, what can be done with it, its figures, and its card."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from app.domain import ModelVersion
from app.questions import Question
from app.services.gate import GateVerdict
from app.services.versions import Comparison, VersionRow
from app.web.components.card_charts import reliability_chart, roc_chart, source_chart
from app.web.components.graph import number_table
from app.web.components.version_list import state_chip


def version_detail(row: VersionRow, compared: Comparison | None, card: str, question: Question, ids: Any, may_act: bool,
                   may_go_back: bool) -> Component:
    """ids: the page's Ids, for the buttons.  may_act: this person may promote and roll back; may_go_back: there was a champion before."""
    version = row.version
    return html.Article(
        [
            html.Header([html.H2([version.name, state_chip(row)], className="version-title"), html.P(_made(version), className="soft")]),
            html.P(row.trouble, className="trouble", role="alert") if row.trouble else None,
            _against_champion(compared) if compared else None,
            _actions(row, ids) if may_act and not row.trouble and (may_go_back or row.state != "champion") else None,
            html.Div([source_chart(version.card), reliability_chart(version.card, question),
                      roc_chart(version.card, version.name, question)], className="version-charts"),
            html.Details([html.Summary("Model card"), dcc.Markdown(card, className="card-text", link_target="_blank")],
                         className="model-card"),
        ],
        className="version-detail",
    )


def _made(version: ModelVersion) -> str:
    origin = ", shipped with Loupe" if version.shipped else f", from {version.parent}" if version.parent else ""
    return f"Made {version.created_at:%d %B %Y}{origin}"


def _against_champion(compared: Comparison) -> Component:
    """The gate's verdict in words, then both versions source by source."""
    words = compared.gate.words if compared.gate else "These two were not measured on the same photographs."
    verdict = compared.gate.verdict if compared.gate else GateVerdict.NOT_ENOUGH
    rows = [(source, _number(first), _number(second), _difference(first, second)) for source, first, second in compared.sources]
    columns = ("Source", compared.champion.version.name, compared.challenger.version.name, "Difference")
    return html.Section(
        [
            html.H3(f"Beside the champion, {compared.champion.version.name}"),
            html.P([html.Span(className=f"gate-mark gate-{verdict}", **{"aria-hidden": "true"}), html.Span(words)], className="gate-words"),
            html.Details([html.Summary("AUC by source"), number_table(columns, rows)], className="figures") if rows else None,
        ],
        className="against-champion",
    )


def _actions(row: VersionRow, ids: Any) -> Component:
    """Promote, or roll back where this is the champion; each opens to say what will happen before it does."""
    if row.state == "champion":
        words = "The champion before this one scores again. Scores that were given stay as they are, each with its version."
        return _confirm("Roll back", words, ids.ROLL_BACK, "Roll back now", row, ids, "btn btn-secondary")
    worse = row.gate is not None and row.gate.verdict is GateVerdict.WORSE
    words = f"From then on {row.version.name} scores every photograph. Scores that were given stay as they are, each with its version."
    return _confirm("Promote", words + (" The gate calls it worse: say why you promote it all the same." if worse else ""),
                    ids.PROMOTE, "Promote now", row, ids, "btn btn-primary")


def _confirm(name: str, words: str, identifier: str, button: str, row: VersionRow, ids: Any, look: str) -> Component:
    return html.Details(
        [
            html.Summary(f"{name}…", className=look),
            html.Div(
                [
                    html.P(words),
                    html.Label("Reason, kept with who and when", htmlFor=ids.WHY),
                    dbc.Input(id=ids.WHY, maxLength=500, value="", autocomplete="off"),
                    html.Button(button, id=identifier, name=row.version.name, type="button", className="btn btn-primary"),
                ],
                className="confirm-card",
            ),
        ],
        className="confirm",
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _difference(first: float | None, second: float | None) -> str:
    return "" if first is None or second is None else f"{second - first:+.3f}".replace("-", "−")
