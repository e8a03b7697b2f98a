"""The export of exactly what is filtered: a format, and a download, or for very many decisions a file made in the background."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from app.domain import Job, JobState
from app.services.export_job import LARGE
from app.web.components.icons import icon

FORMATS = {"csv": "CSV", "xlsx": "Excel (XLSX)", "parquet": "Parquet", "jsonl": "JSON Lines"}


def export_menu(ids: Any, address: str) -> Component:
    """ids: FORMAT, EXPORT, EXPORT_SIZE and PREPARE name its controls; address: where the filtered rows are fetched."""
    choices = [{"label": words, "value": format} for format, words in FORMATS.items()]
    return html.Details(
        [
            html.Summary([icon("download"), "Export"], className="btn btn-secondary"),
            html.Div(
                [
                    html.P(id=ids.EXPORT_SIZE, children="Exactly the decisions that are shown."),
                    html.Label("Format", htmlFor=ids.FORMAT), dbc.Select(choices, "csv", id=ids.FORMAT),
                    html.A("Download", id=ids.EXPORT, href=address, className="btn btn-primary", download=""),
                    html.Button("Prepare the file", id=ids.PREPARE, type="button", className="btn btn-primary", hidden=True),
                ],
                className="export-card",
            ),
        ],
        className="export-menu",
    )


def size_words(total: int, exact: bool) -> str:
    """What the export will hold, and how it comes."""
    count = f"{total:,} decision{'' if total == 1 else 's'}" if exact else f"More than {total:,} decisions"
    if is_large(total, exact):
        return f"{count}, exactly what is filtered. The file is made in the background; its link works for a day."
    return f"{count}, exactly what is filtered."


def is_large(total: int, exact: bool) -> bool:
    """Whether the file is better made in the background."""
    return total > LARGE or not exact


def export_line(job: Job | None) -> list[Component]:
    """How far a prepared export is, its link, or why there is none."""
    if job is None:
        return []
    what = f"{job.payload['rows']:,} decisions as {FORMATS[job.payload['format']]}"
    if job.state is JobState.DONE:
        link = html.A([icon("download"), "Download"], href=f"/api/exports/{job.id}", className="btn btn-secondary btn-sm", download="")
        return [html.Span(f"{what} are ready, {job.result['bytes'] / 1e6:,.1f} MB."), link]
    if job.state is JobState.FAILED:
        return [html.Span(f"{what} could not be exported: {job.message}")]
    percent = round(100 * job.progress)
    bar = html.Span(html.I(style={"width": f"{percent}%"}), className="bar", role="progressbar",
                    **{"aria-valuenow": str(percent), "aria-valuemin": "0", "aria-valuemax": "100", "aria-label": "Export"})
    return [html.Span(f"{what} are being prepared"), bar, html.Span(f"{percent} %", className="number")]
