"""The decision log: filters, pages by keyset, totals and a stream for exports, fast at a million rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, func, select

from app.store.engine import Session
from app.store.log_days import are_rare, count_rows, days_with_rows
from app.store.log_filters import LogFilters, driver_of, where
from app.store.log_row import COLUMNS, LogRow, log_row
from app.store.log_search import found_in, is_selective
from app.store.tables import decision_notes, decisions, photos, users
from app.store.times import from_text, to_text

__all__ = ["LogCursor", "LogFilters", "LogRow", "Stored", "Total", "log_rows", "stream_rows", "stream_stored", "total"]

Stored = Sequence[Any]  # a row as it lies in the database, in the order of log_row.COLUMNS


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
    query = _query(filters, after, _found(session, filters))
    if len(filters.counted) < 2 or not are_rare(session, filters, limit):
        return [log_row(row) for row in session.execute(query.limit(limit))]
    # two filters that are common alone may be rare together: only days that have such rows are searched
    rows: list[LogRow] = []
    for day in days_with_rows(session, filters, None if after is None else to_text(after.decided_at)[:10]):
        if len(rows) < limit:
            of_day = _within(query, driver_of(filters), from_text(f"{day}T00:00:00.000000Z"))
            rows += [log_row(row) for row in session.execute(of_day.limit(limit - len(rows)))]
    return rows


def stream_rows(session: Session, filters: LogFilters) -> Iterator[LogRow]:
    """Every row that passes, newest first, from a cursor: constant memory."""
    return map(log_row, stream_stored(session, filters))


def stream_stored(session: Session, filters: LogFilters) -> Iterator[Stored]:
    """As `stream_rows`, each row as it lies in the database: for a million of them that is several times faster."""
    query = _query(filters, None, _found(session, filters))
    return iter(session.execute(query, execution_options={"yield_per": 1000}))


def total(session: Session, filters: LogFilters, at_most: int = 10_000) -> Total:
    """How many rows pass: exact from daily totals where the filters allow it, else counted up to at_most.

    Of a text that very many rows have, only the newest at_most rows are looked at, so that there may be more.
    """
    if filters.countable_by_day:
        return Total(count_rows(session, filters), True)
    place, found = driver_of(filters), _found(session, filters)
    passing = where(filters, found)
    if filters.text and found is None:
        newest = select(place.c.seq).order_by(place.c.decided_at.desc(), place.c.seq.desc()).limit(at_most).subquery()
        passing.append(place.c.seq.in_(select(newest.c.seq)))
    rows = select(place.c.seq).select_from(_needed(filters, found)).where(*passing).limit(at_most + 1)
    count = session.execute(select(func.count()).select_from(rows.subquery())).scalar_one()
    return Total(min(count, at_most), count <= at_most and (not filters.text or found is not None))


def _found(session: Session, filters: LogFilters) -> ColumnElement[bool] | None:
    if filters.text and is_selective(session, filters.text):
        return found_in(session, filters.text)
    return None


def _query(filters: LogFilters, after: LogCursor | None, found: ColumnElement[bool] | None) -> Select:
    place = driver_of(filters)
    # outer joins, though no row lacks them: the planner then cannot begin with the people and sort a million rows in memory
    tables = _from(place).join(users, users.c.id == decisions.c.reviewer_id, isouter=True).join(
        photos, photos.c.id == decisions.c.photo_id, isouter=True)
    if filters.text and found is None:  # the condition looks at notes; the column finds its own
        tables = tables.join(decision_notes, decision_notes.c.decision_id == decisions.c.id, isouter=True)
    query = select(*COLUMNS).select_from(tables).where(*where(filters, found))
    if after is not None:
        # two conditions say what the pair comparison says; SQLite's planner finds the index range in the first
        query = query.where(place.c.decided_at <= after.decided_at)
        query = query.where((place.c.decided_at < after.decided_at) | (place.c.seq < after.seq))
    return query.order_by(place.c.decided_at.desc(), place.c.seq.desc())


def _from(place: FromClause) -> FromClause:
    return decisions if place is decisions else place.join(decisions, place.c.seq == decisions.c.seq)


def _needed(filters: LogFilters, found: ColumnElement[bool] | None) -> FromClause:
    """Only the tables that the conditions look at: counting needs no names."""
    place = driver_of(filters)
    if not filters.text:
        return _from(place) if filters.looks_at_decisions else place
    if found is not None:
        return _from(place)
    tables = _from(place).join(photos, photos.c.id == decisions.c.photo_id)
    return tables.join(decision_notes, decision_notes.c.decision_id == decisions.c.id, isouter=True)


def _within(query: Select, place: FromClause, midnight: datetime) -> Select:
    return query.where(place.c.decided_at >= midnight, place.c.decided_at < midnight + timedelta(days=1))
