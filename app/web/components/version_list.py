"""The versions of a question, one under the other: what each is now and its AUC with the interval."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dash import dcc, html
from dash.development.base_component import Component

from app.services.versions import VersionRow

MEAN_OVER = "Mean AUC over sources, each left out of the fit in turn."
LOWEST = 0.5  # the scale of the small interval begins at chance


def pick_version(rows: Sequence[VersionRow], wanted: str | None) -> VersionRow | None:
    """The wanted version, else the challenger, else the champion, else the newest; None of none."""
    by_name = {row.version.name: row for row in rows}
    by_state = {row.state: row for row in reversed(rows)}  # of several in one state the newest counts
    newest = rows[0] if rows else None
    return by_name.get(wanted or "") or by_state.get("challenger") or by_state.get("champion") or newest


def version_list(rows: Sequence[VersionRow], chosen: VersionRow, address: str) -> Component:
    """Each version is a link that shows it; address: of the page."""
    measured = html.P(MEAN_OVER, className="soft mean-over") if any(row.auc is not None for row in rows) else None
    return html.Nav([html.H2("Versions"), measured, html.Ul([html.Li(_link(row, row is chosen, address)) for row in rows])],
                    className="version-list", **{"aria-label": "Versions"})


def state_chip(row: VersionRow) -> Component:
    return html.Span(row.state.capitalize(), className=f"chip state-{row.state.split()[0]}")


def _link(row: VersionRow, is_chosen: bool, address: str) -> Component:
    version = row.version
    learnt = f"{row.photos:,} photographs" + (f", {row.local_decisions:,} decided here" if row.local_decisions else "")
    return dcc.Link(
        [
            html.Span([html.Strong(version.name), state_chip(row)], className="version-name"),
            html.Span(row.trouble or learnt, className="soft" if not row.trouble else "trouble"),
            _interval(row),
        ],
        href=f"{address}?version={quote(version.name)}", className="version on" if is_chosen else "version",
    )


def _interval(row: VersionRow) -> Component | None:
    if row.auc is None:
        return None
    low, high = row.low if row.low is not None else row.auc, row.high if row.high is not None else row.auc
    return html.Span(
        [
            html.Span([html.U(style={"left": _place(low), "right": f"calc(100% - {_place(high)})"}),
                       html.I(style={"left": _place(row.auc)})], className="auc-line"),
            html.Span(f"mean AUC {row.auc:.2f}", className="number"),
        ],
        className="version-auc",
        title=f"Mean AUC over sources, each left out of the fit: {row.auc:.3f} ({low:.3f} to {high:.3f}); the line begins at chance, 0.5",
    )


def _place(auc: float) -> str:
    return f"{100 * min(max((auc - LOWEST) / (1 - LOWEST), 0.0), 1.0):.1f}%"
