"""Jobs: the table is the truth; a worker holds a job under a lease, and one that dies leaves it to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, and_, func, insert, or_, select, text, true, update

from app.domain import Job, JobState
from app.errors import JobNotFound, LeaseExpired
from app.store.engine import Session
from app.store.ids import new_id
from app.store.insert_new import insert_one_new
from app.store.tables import job_log, jobs

ACTIVE = "dedupe_key IS NOT NULL AND state IN ('waiting', 'running')"  # spelled as in the index


@dataclass(frozen=True)
class LogLine:
    """line: counted from 1 per job."""

    line: int
    at: datetime
    text: str


def add(session: Session, kind: str, payload: dict, now: datetime, created_by: str | None = None, dedupe_key: str | None = None,
        run_after: datetime | None = None) -> Job:
    """A new waiting job, or the waiting or running one with the same dedupe key."""
    row = {"id": new_id(), "kind": kind, "payload": payload, "state": JobState.WAITING.value, "progress": 0.0, "message": "", "attempt": 0,
           "cancel_asked": False, "dedupe_key": dedupe_key, "result": {}, "created_by": created_by, "created_at": now,
           "run_after": run_after or now}
    while not insert_one_new(session, jobs, row):
        there = active(session, dedupe_key or "")
        if there is not None:  # else it ended between the two statements
            return there
    return get(session, str(row["id"]))


def get(session: Session, job_id: str) -> Job:
    """Raises JobNotFound."""
    row = session.execute(select(jobs).where(jobs.c.id == job_id)).one_or_none()
    if row is None:
        raise JobNotFound
    return _job(row)


def recent(session: Session, limit: int, kind: str | None = None) -> list[Job]:
    """Newest first."""
    query = select(jobs) if kind is None else select(jobs).where(jobs.c.kind == kind)
    return [_job(row) for row in session.execute(query.order_by(jobs.c.created_at.desc(), jobs.c.id.desc()).limit(limit))]


def active(session: Session, dedupe_key: str) -> Job | None:
    """The waiting or running job of that key."""
    row = session.execute(select(jobs).where(jobs.c.dedupe_key == dedupe_key, text(ACTIVE))).one_or_none()
    return None if row is None else _job(row)


def claim(session: Session, owner: str, now: datetime, lease_seconds: float, kinds: Sequence[str] | None = None) -> Job | None:
    """Takes the job that has been due longest, or one whose worker's lease ran out, as a new attempt.  None: nothing to do.

    owner: unique per worker process and start; it must be given back with every report.
    A job whose worker died after being asked to stop ends as cancelled.
    """
    _end_abandoned(session, now)
    due = or_(and_(jobs.c.state == JobState.WAITING.value, jobs.c.run_after <= now),
              and_(jobs.c.state == JobState.RUNNING.value, jobs.c.lease_until <= now))
    query = select(jobs).where(due) if kinds is None else select(jobs).where(due, jobs.c.kind.in_(kinds))
    row = session.execute(query.order_by(jobs.c.run_after, jobs.c.id).limit(1).with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    return _set(session, row.id, state=JobState.RUNNING.value, owner=owner, lease_until=now + timedelta(seconds=lease_seconds),
                attempt=row.attempt + 1, started_at=row.started_at or now)


def report(session: Session, job_id: str, owner: str, now: datetime, lease_seconds: float, progress: float | None = None,
           message: str | None = None) -> Job:
    """Heartbeat, with progress (0 to 1) and a message if given; look at .cancel_asked.

    Raises LeaseExpired when another worker has the job.
    """
    values: dict[str, object] = {"lease_until": now + timedelta(seconds=lease_seconds)}
    if progress is not None:
        values["progress"] = min(max(progress, 0.0), 1.0)
    if message is not None:
        values["message"] = message
    return _set_mine(session, job_id, owner, values)


def finish(session: Session, job_id: str, owner: str, now: datetime, result: dict | None = None, message: str = "") -> Job:
    """Raises LeaseExpired when another worker has it."""
    return _set_mine(session, job_id, owner, {
        "state": JobState.DONE.value, "progress": 1.0, "message": message, "result": result or {}, "ended_at": now, "lease_until": None})


def fail(session: Session, job_id: str, owner: str, now: datetime, message: str, retry_at: datetime | None = None) -> Job:
    """Failed for good, or waiting again until retry_at.  Raises LeaseExpired."""
    if retry_at is None:
        return _set_mine(session, job_id, owner, {
            "state": JobState.FAILED.value, "message": message, "ended_at": now, "lease_until": None})
    return _set_mine(session, job_id, owner, {
        "state": JobState.WAITING.value, "message": message, "run_after": retry_at, "owner": None, "lease_until": None})


def end_cancelled(session: Session, job_id: str, owner: str, now: datetime) -> Job:
    """The worker obeyed the request to stop.  Raises LeaseExpired."""
    return _set_mine(session, job_id, owner, {"state": JobState.CANCELLED.value, "ended_at": now, "lease_until": None})


def ask_cancel(session: Session, job_id: str, now: datetime) -> Job:
    """A waiting job is cancelled at once, a running one is asked to stop, an ended one stays as it is.  Raises JobNotFound."""
    waiting = update(jobs).where(jobs.c.id == job_id, jobs.c.state == JobState.WAITING.value)
    if session.execute(waiting.values(state=JobState.CANCELLED.value, cancel_asked=True, ended_at=now)).rowcount == 0:
        session.execute(update(jobs).where(jobs.c.id == job_id, jobs.c.state == JobState.RUNNING.value).values(cancel_asked=True))
    return get(session, job_id)


def add_log(session: Session, job_id: str, text: str, now: datetime) -> None:
    """Appends a line; one worker writes a job's log at a time."""
    last = session.execute(select(func.coalesce(func.max(job_log.c.line), 0)).where(job_log.c.job_id == job_id)).scalar_one()
    session.execute(insert(job_log).values(job_id=job_id, line=last + 1, at=now, text=text))


def log_lines(session: Session, job_id: str, after: int = 0, limit: int = 500) -> list[LogLine]:
    """Lines numbered above after, oldest first."""
    query = select(job_log.c.line, job_log.c.at, job_log.c.text).where(job_log.c.job_id == job_id, job_log.c.line > after)
    return [LogLine(*row) for row in session.execute(query.order_by(job_log.c.line).limit(limit))]


def _end_abandoned(session: Session, now: datetime) -> None:
    session.execute(update(jobs).where(
        jobs.c.state == JobState.RUNNING.value, jobs.c.lease_until <= now, jobs.c.cancel_asked.is_(true()),
    ).values(state=JobState.CANCELLED.value, ended_at=now, lease_until=None))


def _set_mine(session: Session, job_id: str, owner: str, values: dict[str, object]) -> Job:
    mine = update(jobs).where(jobs.c.id == job_id, jobs.c.owner == owner, jobs.c.state == JobState.RUNNING.value)
    row = session.execute(mine.values(values).returning(jobs)).one_or_none()
    if row is None:
        raise LeaseExpired
    return _job(row)


def _set(session: Session, job_id: str, **values: object) -> Job:
    return _job(session.execute(update(jobs).where(jobs.c.id == job_id).values(values).returning(jobs)).one())


def _job(row: Row) -> Job:
    return Job(row.id, row.kind, row.payload, JobState(row.state), row.progress, row.message, row.attempt, row.cancel_asked,
               row.created_by, row.created_at, row.started_at, row.ended_at, row.lease_until, row.owner, row.result)
