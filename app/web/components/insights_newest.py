"""A line above the findings of a very long log: from when on they count."""

from __future__ import annotations

from datetime import datetime

from dash import html
from dash.development.base_component import Component


def newest_only(since: datetime | None) -> list[Component]:
    """Nothing where every decision was read."""
    if since is None:
        return []
    return [html.P(f"There are more decisions than are read at once. What follows rests on the newest ones, since {since:%d %b %Y}; "
                   "answers a day are counted in full. To look further back, end the period earlier.", className="soft")]
