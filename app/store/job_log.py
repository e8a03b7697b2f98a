"""What a job said while it ran, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from app.store.engine import Session
from app.store.tables import job_log


@dataclass(frozen=True)
class LogLine:
    """line: counted from 1 per job."""

    line: int
    at: datetime
    text: str


def add(session: Session, job_id: str, text: str, now: datetime) -> None:
    """Appends a line; one worker writes a job's log at a time."""
    last = session.execute(select(func.coalesce(func.max(job_log.c.line), 0)).where(job_log.c.job_id == job_id)).scalar_one()
    session.execute(insert(job_log).values(job_id=job_id, line=last + 1, at=now, text=text))


def lines(session: Session, job_id: str, after: int = 0, limit: int = 500) -> list[LogLine]:
    """Lines numbered above after, oldest first."""
    query = select(job_log.c.line, job_log.c.at, job_log.c.text).where(job_log.c.job_id == job_id, job_log.c.line > after)
    return [LogLine(*row) for row in session.execute(query.order_by(job_log.c.line).limit(limit))]
