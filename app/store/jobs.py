"""Jobs: the table is the truth; a worker holds a job under a lease, and one that dies leaves it to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import Job
from app.store.engine import Session


@dataclass(frozen=True)
class LogLine:
    line: int
    at: datetime
    text: str


def add(session: Session, kind: str, payload: dict, now: datetime, created_by: str | None = None, dedupe_key: str | None = None,
        run_after: datetime | None = None) -> Job:
    """A new waiting job, or the waiting or running one with the same dedupe key."""
    raise NotImplementedError


def get(session: Session, job_id: str) -> Job:
    """Raises JobNotFound."""
    raise NotImplementedError


def recent(session: Session, limit: int, kind: str | None = None) -> list[Job]:
    """Newest first."""
    raise NotImplementedError


def active(session: Session, dedupe_key: str) -> Job | None:
    """The waiting or running job of that key."""
    raise NotImplementedError


def claim(session: Session, owner: str, now: datetime, lease_seconds: float, kinds: Sequence[str] | None = None) -> Job | None:
    """Takes the oldest job that is due, or one whose worker's lease ran out, as a new attempt.  None: nothing to do.

    owner: unique per worker process and start; it must be given back with every report.
    """
    raise NotImplementedError


def report(session: Session, job_id: str, owner: str, now: datetime, lease_seconds: float, progress: float | None = None,
           message: str | None = None) -> Job:
    """Heartbeat, with progress (0 to 1) and a message if given; look at .cancel_asked.  Raises LeaseExpired when another worker has it."""
    raise NotImplementedError


def add_log(session: Session, job_id: str, text: str, now: datetime) -> None:
    raise NotImplementedError


def log_lines(session: Session, job_id: str, after: int = 0, limit: int = 500) -> list[LogLine]:
    """Lines numbered above after, oldest first."""
    raise NotImplementedError


def finish(session: Session, job_id: str, owner: str, now: datetime, result: dict | None = None, message: str = "") -> Job:
    """Raises LeaseExpired when another worker has it."""
    raise NotImplementedError


def fail(session: Session, job_id: str, owner: str, now: datetime, message: str, retry_at: datetime | None = None) -> Job:
    """Failed for good, or waiting again until retry_at.  Raises LeaseExpired."""
    raise NotImplementedError


def end_cancelled(session: Session, job_id: str, owner: str, now: datetime) -> Job:
    """The worker obeyed the request to stop.  Raises LeaseExpired."""
    raise NotImplementedError


def ask_cancel(session: Session, job_id: str, now: datetime) -> Job:
    """A waiting job is cancelled at once, a running one is asked to stop, an ended one stays as it is.  Raises JobNotFound."""
    raise NotImplementedError
