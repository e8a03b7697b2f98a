"""Which days have decisions that pass a filter, from the daily totals: a page need not search the others."""

from __future__ import annotations

from sqlalchemy import Select, func, select

from app.store.engine import Session
from app.store.log_filters import LogFilters
from app.store.tables import chain_head, decision_counts
from app.store.times import to_text

SEARCHED_AT_ONCE = 20_000  # rows, some 20 ms


def count_rows(session: Session, filters: LogFilters) -> int:
    """How many decisions pass the countable part of a filter, whole days of it."""
    return int(session.execute(passing_totals(select(func.coalesce(func.sum(_counted(filters)), 0)), filters)).scalar_one())


def are_rare(session: Session, filters: LogFilters, limit: int) -> bool:
    """Whether so many decisions would have to be searched for `limit` of these that going by days is cheaper."""
    everything = session.execute(select(chain_head.c.seq)).scalar_one()
    return everything * limit > SEARCHED_AT_ONCE * count_rows(session, filters)


def days_with_rows(session: Session, filters: LogFilters, until: str | None) -> list[str]:
    """Days, newest first and none after `until`, on which the countable part of the filter finds anything."""
    query = passing_totals(select(decision_counts.c.day), filters)
    if until is not None:
        query = query.where(decision_counts.c.day <= until)
    query = query.group_by(decision_counts.c.day).having(func.sum(_counted(filters)) > 0)
    return list(session.execute(query.order_by(decision_counts.c.day.desc())).scalars())


def _counted(filters: LogFilters):
    return decision_counts.c.count - decision_counts.c.replaced if filters.standing else decision_counts.c.count


def passing_totals(query: Select, filters: LogFilters) -> Select:
    """The query, which reads daily totals, narrowed to those that pass the countable part of a filter, whole days of it."""
    for name, wanted in filters.counted.items():
        query = query.where(decision_counts.c[name] == wanted)
    if filters.standing:
        query = query.where(decision_counts.c.verdict != "")
    if filters.since is not None:
        query = query.where(decision_counts.c.day >= to_text(filters.since)[:10])
    if filters.until is not None:
        end = to_text(filters.until)
        whole = end[10:] == "T00:00:00.000000Z"  # else `until` cuts its day, which then has rows too
        query = query.where(decision_counts.c.day < end[:10] if whole else decision_counts.c.day <= end[:10])
    return query
