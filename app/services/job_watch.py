"""Watch a background job from a page: its state, progress and log, and asking it to stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import Job, JobState, Role, User
from app.services.access import account_id, require
from app.services.deps import Deps
from app.store import audit, jobs
from app.store.engine import Session

LOOKED_AT = 50  # newest jobs of a kind, among which a question's newest is found


@dataclass(frozen=True)
class JobView:
    """A job with its log, oldest line first.  Everything comes from the database, so it survives a reload."""

    job: Job
    log: tuple[tuple[datetime, str], ...]

    @property
    def active(self) -> bool:
        """True while it waits or runs."""
        return self.job.state in (JobState.WAITING, JobState.RUNNING)


def latest_job(deps: Deps, user: User, kind: str, question: str) -> JobView | None:
    """The newest job of that kind ("retrain") for a question, or None.  Admins."""
    require(user, Role.ADMIN)
    with deps.database.read() as session:
        found = next((job for job in jobs.recent(session, LOOKED_AT, kind) if job.payload.get("question") == question), None)
        return _view(session, found) if found else None


def view_job(deps: Deps, user: User, job_id: str) -> JobView:
    """One job.  Admins.  Raises JobNotFound."""
    require(user, Role.ADMIN)
    with deps.database.read() as session:
        return _view(session, jobs.get(session, job_id))


def ask_cancel(deps: Deps, user: User, job_id: str) -> Job:
    """Asks a job to stop; a waiting one stops at once, a running one at its next step.  Admins.  Raises JobNotFound."""
    require(user, Role.ADMIN)
    with deps.database.begin() as session:
        job = jobs.ask_cancel(session, job_id, deps.clock())
        audit.add(session, account_id(user), "job.cancel_asked", job_id, deps.clock(), {"kind": job.kind})
    return job


def _view(session: Session, job: Job) -> JobView:
    return JobView(job, tuple((line.at, line.text) for line in jobs.log_lines(session, job.id)))
