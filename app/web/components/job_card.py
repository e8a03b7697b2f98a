"""A background job as it stands: how far, what it does, its log, and the button that stops it."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from app.domain import JobState
from app.services.job_watch import JobView

TITLES = {
    JobState.WAITING: "Retraining waits for a worker", JobState.RUNNING: "Retraining", JobState.DONE: "Retraining is done",
    JobState.FAILED: "Retraining failed", JobState.CANCELLED: "Retraining was cancelled",
}


def job_card(view: JobView, cancel: str, job_id: str) -> Component:
    """cancel, job_id: ids of the button and of the store that names the job; both are always there."""
    job = view.job
    percent = round(100 * (1.0 if job.state is JobState.DONE else job.progress))
    stopping = view.active and job.cancel_asked
    return html.Section(
        [
            dcc.Store(id=job_id, data=job.id),
            html.Div(
                [
                    html.Strong(TITLES[job.state]),
                    html.Span("Stops at the next step" if stopping else _words(view), className="job-message"),
                    html.Span(f"{percent} %", className="number job-percent", hidden=not view.active),
                    html.Button("Cancel", id=cancel, type="button", className="btn btn-secondary btn-sm",
                                hidden=not view.active, disabled=stopping),
                ],
                className="job-line",
            ),
            html.Div(html.I(style={"width": f"{percent}%"}), className="bar job-bar", role="progressbar", hidden=not view.active,
                     **{"aria-valuenow": str(percent), "aria-valuemin": "0", "aria-valuemax": "100", "aria-label": "Retraining"}),
            html.Details([html.Summary("Log, times in UTC"), _log(view)], className="job-log", open=job.state is JobState.FAILED),
        ],
        className=f"job {job.state}", **{"aria-live": "polite"},
    )


def _words(view: JobView) -> str:
    """What it does now, or what came of it."""
    job = view.job
    if job.state is JobState.DONE and job.result.get("version"):
        return f"made {job.result['version']}, {job.ended_at:%d %B %Y}" if job.ended_at else f"made {job.result['version']}"
    return job.message


def _log(view: JobView) -> Component:
    lines = [html.Li([html.Time(f"{moment:%H:%M:%S}", dateTime=moment.isoformat()), html.Span(text)]) for moment, text in view.log]
    return html.Ol(lines or [html.Li("Nothing yet.")])
