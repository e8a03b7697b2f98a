"""Where the newest decisions begin: what Insights reads one by one is bounded, however long the log is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func

from app.store.engine import Session
from app.store.insights.filters import InsightFilters
from app.store.insights.totals import counted_by_day, totals
from app.store.tables import decision_counts
from app.store.times import from_text

MOST = 100_000  # decisions, read in less than a second


def begin_of_newest(session: Session, filters: InsightFilters) -> datetime | None:
    """The midnight (UTC) since which at least MOST decisions pass; None where there are no earlier ones.

    A batch or a source is read whole: the daily totals do not know them.
    """
    if not counted_by_day(filters):
        return None
    day = decision_counts.c.day
    days = session.execute(totals(filters, day, func.sum(decision_counts.c.count)).group_by(day).order_by(day.desc())).all()
    found = 0
    for place, (name, count) in enumerate(days):
        found += int(count)
        if found >= MOST:
            return from_text(f"{name}T00:00:00.000000Z") if place + 1 < len(days) else None
    return None
