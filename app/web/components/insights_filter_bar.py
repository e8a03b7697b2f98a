"""The filters of Insights, in one row that wraps."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from app.services.insights.filters import Choices
from app.web.components.filter_field import choice, day, field, more_filters


def insights_filter_bar(ids: Mapping[str, str], clear: str, choices: Choices, given: Mapping[str, str]) -> Component:
    """ids: filter name -> component id.  given: what the address asks for."""
    offered = {
        "reviewer": ("Reviewer", choices.reviewers), "source": ("Source", [(one, one) for one in choices.sources]),
        "batch": ("Batch", [(one, one) for one in choices.batches]), "version": ("Model version", [(one, one) for one in choices.versions]),
    }
    return html.Div(
        [
            field(ids["since"], "From", day(ids["since"], given.get("since", "")), "grow"),
            more_filters(),
            field(ids["until"], "To", day(ids["until"], given.get("until", ""))),
            *(field(ids[name], title, choice(ids[name], options, given.get(name))) for name, (title, options) in offered.items()),
            html.Button("Clear", id=clear, type="button", className="btn btn-link clear"),
        ],
        className="filter-bar insight-filters", role="search", **{"aria-label": "Filters"},
    )
