"""Any two versions side by side: the form that asks, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from app.domain import Job, JobState
from app.questions import Question
from app.services.versions import VersionRow
from app.web.components.card_charts import bands_chart, roc_chart_of
from app.web.components.graph import graph
from app.web.figures.percent import percent
from app.web.figures.source_difference import SourceDifference, difference_figure, difference_rows


def compare_form(rows: Sequence[VersionRow], ids: Any) -> Component:
    """ids: the page's Ids.  Hidden, but there, while there are not two versions."""
    usable = [row for row in rows if not row.trouble]
    options = [{"label": f"{row.version.name}, {row.state}", "value": row.version.name} for row in usable]
    champion = next((row.version.name for row in usable if row.state == "champion"), options[-1]["value"] if options else None)
    other = next((row.version.name for row in usable if row.version.name != champion), None)
    return html.Section(
        [
            html.H2("Compare two versions"),
            html.P("On the same photographs, each judged by fits that had not seen it. It takes the worker a little while, once.",
                   className="soft"),
            html.Div(
                [
                    html.Label("First", htmlFor=ids.FIRST), dbc.Select(id=ids.FIRST, options=options, value=champion),
                    html.Label("Second", htmlFor=ids.SECOND_VERSION), dbc.Select(id=ids.SECOND_VERSION, options=options, value=other),
                    html.Button("Compare", id=ids.COMPARE, type="button", className="btn btn-secondary"),
                ],
                className="compare-form",
            ),
            html.Div(id=ids.COMPARED, **{"aria-live": "polite"}),
        ],
        className="versions-compared", hidden=len(usable) < 2,
    )


def comparison(job: Job, question: Question) -> Component:
    """What a comparison found, or how far it is."""
    if job.state is JobState.DONE:
        return _found(job.result, question)
    if job.state is JobState.FAILED:
        return html.P(job.message, className="trouble", role="alert")
    if job.state is JobState.CANCELLED:
        return html.P("The comparison was cancelled.", className="soft")
    words = "The comparison waits for a worker" if job.state is JobState.WAITING else job.message or "The worker has begun"
    return html.P(f"{words} ({percent(job.progress)}).", className="soft")


def _found(found: dict, question: Question) -> Component:
    names, figures = (found["first"], found["second"]), found["figures"]
    rows = [_row(source, source, figures, found["difference"]) for source in found["difference"]["sources"]]
    columns = ("Source", "Photographs", *names, "Difference", "95 % interval")
    mean = _row("mean_over_sources", "mean over sources", figures, found["difference"])
    return html.Div(
        [
            graph(difference_figure([*rows, mean], names[1]), found["words"], columns, difference_rows([*rows, mean])),
            html.Div([roc_chart_of([(name, one) for name, one in zip(reversed(names), reversed(figures), strict=True)], question),
                      *(bands_chart(bands, question, name) for name, bands in zip(names, found["reliability"], strict=True))],
                     className="version-charts"),
            html.P([f"{found['photographs']:,} photographs, {found['decided_here']:,} of them decided here. ",
                    "Probabilities are by each version's own calibration."], className="soft"),
        ],
        className="comparison",
    )


def _row(part: str, name: str, figures: Sequence[dict], difference: dict) -> SourceDifference:
    first, second, change = ((one["sources"].get(part) or one[part])["auc"] for one in (*figures, difference))
    return SourceDifference(name, first["n"], first["value"], second["value"], change["value"], change["low"], change["high"])
