"""The filters of Insights as they stand on the page or in an address."""

from __future__ import annotations

from collections.abc import Mapping

from app.services.insights.filters import InsightFilters
from app.web.log_filters import filters_from, given_only

NAMES = ("since", "until", "reviewer", "source", "batch", "version")


def insight_filters(question: str, values: Mapping[str, str | None]) -> InsightFilters:
    """since and until are days in UTC, both included; reviewer is an id.  Names that Insights does not know are passed over.

    Raises BadFilter for a day that is none.
    """
    given = given_only({name: values.get(name) for name in NAMES})
    days = filters_from({name: given.get(name) for name in ("since", "until")})
    return InsightFilters(question, days.since, days.until, given.get("reviewer"), given.get("batch"), given.get("source"),
                          given.get("version"))
