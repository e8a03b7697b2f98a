"""The daily totals of the log under the filters of Insights."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, select

from app.store.insights.filters import InsightFilters
from app.store.log_days import passing_totals
from app.store.log_filters import LogFilters


def counted_by_day(filters: InsightFilters) -> bool:
    """Whether the totals can tell: no batch, no source, and whole days, UTC."""
    return filters.source is None and _of_log(filters).countable_by_day


def totals(filters: InsightFilters, *columns: ColumnElement) -> Select:
    """The columns, of the totals that pass; only where `counted_by_day`."""
    return passing_totals(select(*columns), _of_log(filters))


def _of_log(filters: InsightFilters) -> LogFilters:
    return LogFilters(question=filters.question, reviewer_id=filters.reviewer_id, since=filters.since, until=filters.until,
                      model_version=filters.version, batch=filters.batch)
