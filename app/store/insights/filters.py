"""What Insights is filtered by, as conditions on decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, select

from app.store.tables import photos


@dataclass(frozen=True)
class InsightFilters:
    """None means no filter.  since is included, until is not; both mean when it was decided.  version: that stood at the decision."""

    question: str
    since: datetime | None = None
    until: datetime | None = None
    reviewer_id: str | None = None
    batch: str | None = None
    source: str | None = None
    version: str | None = None


def passing(place: FromClause, filters: InsightFilters, reviewer: bool = True) -> list[ColumnElement[bool]]:
    """The conditions on decisions or an alias of it.  reviewer: whether the filter by reviewer is among them."""
    conditions: list[ColumnElement[bool]] = [place.c.question == filters.question]
    if filters.since is not None:
        conditions.append(place.c.decided_at >= filters.since)
    if filters.until is not None:
        conditions.append(place.c.decided_at < filters.until)
    if filters.version is not None:
        conditions.append(place.c.model_version == filters.version)
    if reviewer and filters.reviewer_id is not None:
        conditions.append(place.c.reviewer_id == filters.reviewer_id)
    if filters.batch is not None or filters.source is not None:
        mine = select(photos.c.id)
        for name in ("batch", "source"):
            if getattr(filters, name) is not None:
                mine = mine.where(photos.c[name] == getattr(filters, name))
        conditions.append(place.c.photo_id.in_(mine))
    return conditions
