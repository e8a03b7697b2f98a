"""What Insights says by itself: alerts that stand, and drift as the newest watch saw it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from app.domain import Job
from app.services.alerts import Alert
from app.web.components.graph import number_table
from app.web.components.insights_section import facts, section

LARGE_PSI = "0.2 beyond chance counts as moved"


def alert_list(alerts: Sequence[Alert], names: Mapping[str, str]) -> Component | None:
    """The alerts that stand, newest first; None where none does.  names: reviewer id -> name, said here and nowhere else."""
    if not alerts:
        return None
    return html.Section(
        [
            html.H2("One thing to look at" if len(alerts) == 1 else f"{len(alerts)} things to look at"),
            html.Ul([html.Li([html.Span(_text(alert, names)), html.Time(f"since {alert.raised_at:%d %b %Y, %H:%M} UTC")])
                     for alert in alerts]),
        ],
        className="alert-list", role="status",
    )


def drift_part(watch: Job | None) -> Component:
    """Features and scores of the newest photographs beside those that the champion was fitted on."""
    title, asked = "Drift", html.H3("Do new photographs look like the old?")
    if watch is None or watch.ended_at is None:
        words = "A worker looks every hour whether new photographs still look like those that the model was fitted on. None has looked yet."
        return section(title, html.Div([asked, html.P(words, className="soft")], className="insight-missing"))
    drift: Mapping[str, Any] = watch.result["drift"]
    looked = html.P(f"Seen {watch.ended_at:%d %b %Y, %H:%M} UTC; a worker looks every hour. The filters above do not apply.",
                    className="soft small insight-note")
    if drift["trouble"]:
        return section(title, html.Div([asked, html.P(drift["trouble"], className="soft"), looked], className="insight-missing"))
    return section(title, html.Div([html.H3(_finding(drift)), _figures(drift), looked], className="insight"), _families(drift))


def _text(alert: Alert, names: Mapping[str, str]) -> str:
    name = names.get(str(alert.details.get("reviewer_id", "")))
    return f"{alert.text} Reviewer: {name}." if name else alert.text


def _finding(drift: Mapping[str, Any]) -> str:
    if drift["families"]:
        return f"New photographs look different: {drift['moved']:,} of {drift['features']:,} features moved"
    if drift["scores_moved"]:
        return "The scores spread otherwise than on unseen photographs, though the features look alike"
    return "New photographs look like those that the model was fitted on"


def _figures(drift: Mapping[str, Any]) -> Component:
    score = "not measured" if drift["score_psi"] is None else f"{max(drift['score_psi'], 0):.2f} ({LARGE_PSI})"
    return facts([
        ("Version", drift["version"]), ("Photographs", f"the newest {drift['photos']:,} of 30 days"),
        ("Features moved", f"{drift['moved']:,} of {drift['features']:,}" if drift["features"] else "not measured"),
        ("Scores, PSI", score)])


def _families(drift: Mapping[str, Any]) -> Component | None:
    """Families of which a tenth moved or more."""
    if not drift["families"]:
        return None
    rows = [(name.replace("_", " "), f"{moved:,}", f"{of:,}") for name, moved, of in drift["families"]]
    return html.Div([html.H3("Where it moved"), number_table(("Family", "Moved", "Features"), rows)], className="insight")
