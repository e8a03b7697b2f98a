"""The daily totals of the log under the filters of Insights."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, select

from app.store.insights.filters import InsightFilters
from app.store.tables import decision_counts
from app.store.times import to_text

MIDNIGHT = "T00:00:00.000000Z"


def counted_by_day(filters: InsightFilters) -> bool:
    """Whether the totals can tell: no batch, no source, and whole days, UTC."""
    midnights = all(moment is None or to_text(moment)[10:] == MIDNIGHT for moment in (filters.since, filters.until))
    return midnights and filters.batch is None and filters.source is None


def totals(filters: InsightFilters, *columns: ColumnElement) -> Select:
    """The columns, of the totals that pass; only where `counted_by_day`."""
    query = select(*columns).where(decision_counts.c.question == filters.question)
    if filters.since is not None:
        query = query.where(decision_counts.c.day >= to_text(filters.since)[:10])
    if filters.until is not None:
        query = query.where(decision_counts.c.day < to_text(filters.until)[:10])
    if filters.version is not None:
        query = query.where(decision_counts.c.model_version == filters.version)
    if filters.reviewer_id is not None:
        query = query.where(decision_counts.c.reviewer_id == filters.reviewer_id)
    return query
