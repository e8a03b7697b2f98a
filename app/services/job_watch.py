"""Watch a background job from a page: its state, progress and log, and asking it to stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import Job, User
from app.services.deps import Deps


@dataclass(frozen=True)
class JobView:
    """A job with its log, oldest line first.  Everything comes from the database, so it survives a reload."""

    job: Job
    log: tuple[tuple[datetime, str], ...]

    @property
    def active(self) -> bool:
        """True while it waits or runs."""
        return self.job.state in ("waiting", "running")


def latest_job(deps: Deps, user: User, kind: str, question: str) -> JobView | None:
    """The newest job of that kind ("retrain") for a question, or None.  Admins."""
    raise NotImplementedError


def view_job(deps: Deps, user: User, job_id: str) -> JobView:
    """One job.  Admins.  Raises JobNotFound."""
    raise NotImplementedError


def ask_cancel(deps: Deps, user: User, job_id: str) -> Job:
    """Asks a job to stop; a waiting one stops at once, a running one at its next step.  Admins.  Raises JobNotFound."""
    raise NotImplementedError
