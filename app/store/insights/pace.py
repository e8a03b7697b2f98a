"""How many answers were given on which day, and how long they took."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import TIMESTAMP, ColumnElement, Float, FromClause, Integer, String, cast, func, select, type_coerce

from app.domain import Stage
from app.store.engine import Session
from app.store.insights.filters import InsightFilters, passing
from app.store.insights.first_answers import READINGS
from app.store.insights.totals import counted_by_day, totals
from app.store.tables import decision_counts, decisions

STEP = 0.5    # seconds
LONGEST = 300.0  # seconds; longer ones count as this: somebody went away
NEWEST = 20_000  # answers, whose times say enough
ONE_BY_ONE = tuple(stage for stage in (*READINGS, Stage.ADJUDICATED.value) if stage != Stage.IMPORTED.value)


@dataclass(frozen=True)
class DayCount:
    """day: YYYY-MM-DD, UTC."""

    reviewer_id: str
    day: str
    answers: int


@dataclass(frozen=True)
class SecondsCount:
    """seconds: from shown to decided, rounded down to half seconds, at most LONGEST."""

    reviewer_id: str
    seconds: float
    answers: int


def by_day(session: Session, filters: InsightFilters) -> list[DayCount]:
    """Answers given one by one; imported ones are left out."""
    if counted_by_day(filters):
        key = (decision_counts.c.reviewer_id, decision_counts.c.day)
        count = func.sum(decision_counts.c.count)
        query = totals(filters, *key, count).where(decision_counts.c.stage.in_(ONE_BY_ONE)).group_by(*key)
    else:
        decided_on = func.substr(type_coerce(decisions.c.decided_at, String), 1, 10)
        query = select(decisions.c.reviewer_id, decided_on, func.count()).where(*_answers(filters)).group_by(
            decisions.c.reviewer_id, decided_on)
    return [DayCount(reviewer, day, int(count)) for reviewer, day, count in session.execute(query)]


def by_seconds(session: Session, filters: InsightFilters) -> list[SecondsCount]:
    """Of the same answers, the newest NEWEST that say when the photo was shown."""
    newest = select(decisions.c.reviewer_id, decisions.c.decided_at, decisions.c.shown_at).where(
        *_answers(filters), decisions.c.shown_at.is_not(None)).order_by(decisions.c.decided_at.desc()).limit(NEWEST).subquery()
    steps = cast(func.round(_seconds(session, newest) / STEP - 0.5), Integer)
    query = select(newest.c.reviewer_id, steps, func.count())
    counted: dict[tuple[str, float], int] = {}
    for reviewer, step, count in session.execute(query.group_by(newest.c.reviewer_id, steps)):
        key = (reviewer, min(max(step * STEP, 0.0), LONGEST))
        counted[key] = counted.get(key, 0) + count
    return [SecondsCount(reviewer, seconds, count) for (reviewer, seconds), count in counted.items()]


def _answers(filters: InsightFilters) -> list[ColumnElement[bool]]:
    return [decisions.c.stage.in_(ONE_BY_ONE), *passing(decisions, filters)]


def _seconds(session: Session, place: FromClause) -> ColumnElement[float]:
    shown, decided = type_coerce(place.c.shown_at, String), type_coerce(place.c.decided_at, String)
    if session.dialect.name == "sqlite":
        return (func.julianday(decided) - func.julianday(shown)) * 86_400.0 + 0.001  # days in a float are good to a twentieth of this
    return cast(func.extract("epoch", cast(decided, TIMESTAMP(timezone=True)) - cast(shown, TIMESTAMP(timezone=True))), Float)
