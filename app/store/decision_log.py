"""The decision log: filters, pages by keyset, totals and a stream for exports, fast at a million rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import FromClause, Select, func, select

from app.store.engine import Session
from app.store.log_days import are_rare, count_rows, days_with_rows
from app.store.log_filters import LogFilters, driver_of, where
from app.store.log_row import COLUMNS, LogRow, log_row
from app.store.tables import decision_notes, decisions, photos, users
from app.store.times import from_text, to_text

__all__ = ["LogCursor", "LogFilters", "LogRow", "Total", "log_rows", "stream_rows", "total"]

class LogCursor(NamedTuple):
    """The last row of a page: the next one starts after it."""

    decided_at: datetime
    seq: int


@dataclass(frozen=True)
class Total:
    """exact: False when counting stopped at count, and there are more."""

    count: int
    exact: bool


def log_rows(session: Session, filters: LogFilters, after: LogCursor | None, limit: int) -> list[LogRow]:
    """A page, newest first by (decided_at, seq)."""
    if len(filters.counted) < 2 or not are_rare(session, filters, limit):
        return [log_row(row) for row in session.execute(_query(filters, after).limit(limit))]
    # two filters that are common alone may be rare together: only days that have such rows are searched
    rows: list[LogRow] = []
    for day in days_with_rows(session, filters, None if after is None else to_text(after.decided_at)[:10]):
        if len(rows) < limit:
            query = _within(_query(filters, after), driver_of(filters), from_text(f"{day}T00:00:00.000000Z"))
            rows += [log_row(row) for row in session.execute(query.limit(limit - len(rows)))]
    return rows


def stream_rows(session: Session, filters: LogFilters) -> Iterator[LogRow]:
    """Every row that passes, newest first, from a cursor: constant memory."""
    return (log_row(row) for row in session.execute(_query(filters, None), execution_options={"yield_per": 1000}))


def total(session: Session, filters: LogFilters, at_most: int = 10_000) -> Total:
    """How many rows pass: exact from daily totals where the filters allow it, else counted up to at_most."""
    if filters.countable_by_day:
        return Total(count_rows(session, filters), True)
    rows = select(driver_of(filters).c.seq).select_from(_needed(filters)).where(*where(filters)).limit(at_most + 1)
    count = session.execute(select(func.count()).select_from(rows.subquery())).scalar_one()
    return Total(min(count, at_most), count <= at_most)


def _query(filters: LogFilters, after: LogCursor | None) -> Select:
    place = driver_of(filters)
    tables = _from(place).join(users, users.c.id == decisions.c.reviewer_id).join(photos, photos.c.id == decisions.c.photo_id)
    if filters.text:  # the condition looks at notes; the column finds its own
        tables = tables.join(decision_notes, decision_notes.c.decision_id == decisions.c.id, isouter=True)
    query = select(*COLUMNS).select_from(tables).where(*where(filters))
    if after is not None:
        # two conditions say what the pair comparison says; SQLite's planner finds the index range in the first
        query = query.where(place.c.decided_at <= after.decided_at)
        query = query.where((place.c.decided_at < after.decided_at) | (place.c.seq < after.seq))
    return query.order_by(place.c.decided_at.desc(), place.c.seq.desc())


def _from(place: FromClause) -> FromClause:
    return decisions if place is decisions else place.join(decisions, place.c.seq == decisions.c.seq)


def _needed(filters: LogFilters) -> FromClause:
    """Only the tables that the conditions look at: counting needs no names."""
    place = driver_of(filters)
    if place is not decisions and not filters.looks_at_decisions and not filters.text:
        return place
    if not filters.text:
        return _from(place)
    tables = _from(place).join(photos, photos.c.id == decisions.c.photo_id)
    return tables.join(decision_notes, decision_notes.c.decision_id == decisions.c.id, isouter=True)


def _within(query: Select, place: FromClause, midnight: datetime) -> Select:
    return query.where(place.c.decided_at >= midnight, place.c.decided_at < midnight + timedelta(days=1))
