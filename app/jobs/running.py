"""One running job as its task sees it: progress and log go to the jobs table, a request to stop comes back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from sqlalchemy.exc import OperationalError

from app.domain import Job
from app.errors import DiskFull, JobCancelled, LeaseExpired, WorkerStopping
from app.services.deps import Deps
from app.store import jobs

WRITE_EVERY = 0.5  # seconds between two writes of progress


class RunningJob:
    """The Report of a job under a lease; used by the task's thread and by the worker's, which beats."""

    def __init__(self, deps: Deps, job: Job, owner: str, lease_seconds: float, stopping: Callable[[], bool]) -> None:
        self.deps, self.job, self.owner, self.lease_seconds, self.stopping = deps, job, owner, lease_seconds, stopping
        self._lock = threading.Lock()
        self._cancelled = self._lost = False
        self._written = 0.0

    def __call__(self, progress: float, message: str) -> None:
        """Raises JobCancelled, LeaseExpired or WorkerStopping when the task must end."""
        self.must_go_on()
        now = time.monotonic()
        if now - self._written >= WRITE_EVERY or progress >= 1:
            self._written = now
            self.beat(progress, message)
        self.must_go_on()

    def log(self, text: str) -> None:
        """Keeps a line of the job's log."""
        self.must_go_on()
        with self.deps.database.begin() as session:
            jobs.add_log(session, self.job.id, text, self.deps.clock())

    def beat(self, progress: float | None = None, message: str | None = None) -> None:
        """Prolongs the lease and notices a request to stop, or that another worker has taken over."""
        with self._lock:
            try:
                with self.deps.database.begin() as session:
                    job = jobs.report(session, self.job.id, self.owner, self.deps.clock(), self.lease_seconds, progress, message)
            except LeaseExpired:
                self._lost = True
            except (OperationalError, DiskFull):
                return  # a busy or full database; the lease outlasts several beats
            else:
                self._cancelled = job.cancel_asked

    def must_go_on(self) -> None:
        """Raises the reason to end, if there is one."""
        if self._lost:
            raise LeaseExpired()
        if self._cancelled:
            raise JobCancelled()
        if self.stopping():
            raise WorkerStopping()
