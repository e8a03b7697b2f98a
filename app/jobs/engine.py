"""The worker: takes jobs from the table one by one, under a lease that its heartbeat prolongs.

The table is the truth.  A worker that dies leaves its job running there; once the lease is over, the next claim runs it again.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError

from app.domain import Job
from app.errors import DiskFull, JobCancelled, LeaseExpired, LoupeError, WorkerStopping
from app.jobs.recurring import ask_for_due
from app.jobs.running import RunningJob
from app.jobs.tasks import ATTEMPTS as ATTEMPTS_OF
from app.jobs.tasks import TASKS, Task
from app.services.deps import Deps
from app.store import jobs
from app.store.engine import Session

LEASE_SECONDS = 15.0
BEAT_SECONDS = 2.0
IDLE_SECONDS = 1.0
LOOK_EVERY = 60.0  # seconds between two looks for recurring work that is due
ATTEMPTS = 3
BACKOFF = timedelta(seconds=10)  # doubled after each attempt


def work(deps: Deps, once: bool = False, tasks: Mapping[str, Task] = TASKS, stop: threading.Event | None = None,
         lease_seconds: float = LEASE_SECONDS) -> int:
    """Runs jobs until stop is set or, with once, until none is due; returns how many were run.

    Once stop is set, a running job goes back to the table at its next step.
    """
    stop = stop or threading.Event()
    owner = f"{socket.gethostname()[:60]}-{os.getpid()}-{secrets.token_hex(4)}"
    count, looked = 0, -LOOK_EVERY
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="job") as pool:
        while not stop.is_set():
            job = _claim(deps, owner, lease_seconds, tuple(tasks))
            if job is not None:
                _run(deps, job, owner, tasks[job.kind], pool, stop, lease_seconds)
                count += 1
            elif once:
                break
            elif time.monotonic() - looked >= LOOK_EVERY:
                looked = time.monotonic()
                _ask_for_due(deps)
            else:
                stop.wait(IDLE_SECONDS)
    return count


def _claim(deps: Deps, owner: str, lease_seconds: float, kinds: tuple[str, ...]) -> Job | None:
    try:
        with deps.database.begin() as session:
            return jobs.claim(session, owner, deps.clock(), lease_seconds, kinds)
    except (OperationalError, DiskFull):
        return None  # a busy or full database; it is asked again soon


def _ask_for_due(deps: Deps) -> None:
    try:
        ask_for_due(deps)
    except (OperationalError, DiskFull):
        return  # a busy or full database; the next look comes soon


def _run(deps: Deps, job: Job, owner: str, task: Task, pool: ThreadPoolExecutor, stop: threading.Event, lease_seconds: float) -> None:
    running = RunningJob(deps, job, owner, lease_seconds, stop.is_set)
    if job.attempt > ATTEMPTS_OF.get(job.kind, ATTEMPTS):
        _end(deps, lambda session: jobs.fail(session, job.id, owner, deps.clock(), "The worker died each time it tried this."))
        return
    future = pool.submit(_attempt, task, deps, job, running)
    while not wait([future], timeout=min(BEAT_SECONDS, lease_seconds / 4)).done:
        running.beat()
    _record(deps, job, owner, future)


def _attempt(task: Task, deps: Deps, job: Job, running: RunningJob) -> dict:
    if job.attempt > 1:
        running.log(f"Attempt {job.attempt}: the one before did not end.")
    return task(deps, job, running)


def _record(deps: Deps, job: Job, owner: str, future: Future) -> None:
    """Writes how the task ended; a sentence for a mistake that a person can mend, another attempt for the rest."""
    error, now = future.exception(), deps.clock()
    if error is None:
        _end(deps, lambda session: jobs.finish(session, job.id, owner, now, future.result(), "Done"))
    elif isinstance(error, JobCancelled):
        _end(deps, lambda session: jobs.end_cancelled(session, job.id, owner, now))
    elif isinstance(error, WorkerStopping):
        _end(deps, lambda session: jobs.fail(session, job.id, owner, now, "The worker was stopped; it will be run again.", retry_at=now))
    elif isinstance(error, LoupeError):
        _end(deps, lambda session: jobs.fail(session, job.id, owner, now, str(error)))
    else:
        retry = now + BACKOFF * 2 ** (job.attempt - 1) if job.attempt < ATTEMPTS_OF.get(job.kind, ATTEMPTS) else None
        _end(deps, lambda session: _fail(session, job, owner, now, f"It failed with {type(error).__name__}: {error}", retry))


def _fail(session: Session, job: Job, owner: str, now: datetime, words: str, retry_at: datetime | None) -> None:
    jobs.fail(session, job.id, owner, now, words, retry_at=retry_at)
    jobs.add_log(session, job.id, words, now)


def _end(deps: Deps, write: Callable) -> None:
    """One transaction; when another worker has taken the job over, what it writes counts and this does not.

    When the database cannot be written either, the lease runs out and the job runs again.
    """
    try:
        with deps.database.begin() as session:
            write(session)
    except (LeaseExpired, OperationalError, DiskFull):
        return
