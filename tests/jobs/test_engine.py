"""A job ends once, whatever happens to its worker; a person sees how far it is and can stop it."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import timedelta

import pytest

from app.domain import Job, JobState
from app.errors import JobCancelled, LeaseExpired, NothingToLearn
from app.jobs.engine import ATTEMPTS, work
from app.services.deps import Deps
from app.services.report import Report
from app.store import jobs
from tests.jobs.conftest import MovableClock


def added(deps: Deps, **payload: object) -> str:
    with deps.database.begin() as session:
        return jobs.add(session, "count", payload, deps.clock()).id


def now(deps: Deps, job_id: str) -> Job:
    with deps.database.read() as session:
        return jobs.get(session, job_id)


def log_of(deps: Deps, job_id: str) -> list[str]:
    with deps.database.read() as session:
        return [line.text for line in jobs.log_lines(session, job_id)]


def test_a_job_runs_and_leaves_its_result_progress_and_log(deps: Deps) -> None:
    def count(deps: Deps, job: Job, report: Report) -> dict:
        report(0.5, "half")
        report.log(f"counting to {job.payload['to']}")
        return {"counted": job.payload["to"]}

    job_id = added(deps, to=3)
    assert work(deps, once=True, tasks={"count": count}) == 1
    job = now(deps, job_id)
    assert (job.state, job.result, job.attempt) == (JobState.DONE, {"counted": 3}, 1)
    assert "counting to 3" in log_of(deps, job_id)
    assert work(deps, once=True, tasks={"count": count}) == 0


def test_progress_is_there_while_it_runs(deps: Deps) -> None:
    seen: list[Job] = []

    def count(deps: Deps, job: Job, report: Report) -> dict:
        report(0.25, "a quarter")
        seen.append(now(deps, job.id))
        return {}

    added(deps)
    work(deps, once=True, tasks={"count": count})
    assert (seen[0].state, seen[0].progress, seen[0].message) == (JobState.RUNNING, 0.25, "a quarter")


def test_a_mistake_that_a_person_can_mend_fails_with_its_sentence_and_is_not_tried_again(deps: Deps) -> None:
    def refuse(deps: Deps, job: Job, report: Report) -> dict:
        raise NothingToLearn()

    job_id = added(deps)
    work(deps, once=True, tasks={"count": refuse})
    job = now(deps, job_id)
    assert (job.state, job.attempt, job.message) == (JobState.FAILED, 1, str(NothingToLearn()))


def test_any_other_trouble_is_tried_again_later_and_in_the_end_fails(deps: Deps, clock: MovableClock) -> None:
    def stumble(deps: Deps, job: Job, report: Report) -> dict:
        raise OSError("the disk was away")

    job_id = added(deps)
    for attempt in range(1, ATTEMPTS + 1):
        assert work(deps, once=True, tasks={"count": stumble}) == 1
        assert now(deps, job_id).attempt == attempt
        assert work(deps, once=True, tasks={"count": stumble}) == 0  # not before its time
        clock.ahead += timedelta(minutes=10)
    job = now(deps, job_id)
    assert job.state == JobState.FAILED and "the disk was away" in job.message
    assert [line for line in log_of(deps, job_id) if "the disk was away" in line] != []
    assert work(deps, once=True, tasks={"count": stumble}) == 0


def test_a_running_job_stops_when_asked(deps: Deps) -> None:
    stopped = []

    def endless(deps: Deps, job: Job, report: Report) -> dict:
        with deps.database.begin() as session:
            jobs.ask_cancel(session, job.id, deps.clock())
        try:
            while True:
                report(1.0, "still going")
        except JobCancelled:
            stopped.append(True)
            raise

    job_id = added(deps)
    work(deps, once=True, tasks={"count": endless})
    assert stopped and now(deps, job_id).state == JobState.CANCELLED


def test_a_waiting_job_that_was_cancelled_never_runs(deps: Deps) -> None:
    job_id = added(deps)
    with deps.database.begin() as session:
        jobs.ask_cancel(session, job_id, deps.clock())
    assert work(deps, once=True, tasks={"count": lambda *_: pytest.fail("it ran")}) == 0
    assert now(deps, job_id).state == JobState.CANCELLED


def test_a_worker_that_is_told_to_stop_gives_its_job_back(deps: Deps) -> None:
    stop = threading.Event()

    def interrupted(deps: Deps, job: Job, report: Report) -> dict:
        stop.set()
        report(0.5, "half")
        return {}

    job_id = added(deps)
    work(deps, tasks={"count": interrupted}, stop=stop)
    assert now(deps, job_id).state == JobState.WAITING
    assert work(deps, once=True, tasks={"count": lambda *_: {"ended": True}}) == 1
    assert now(deps, job_id).result == {"ended": True}


def test_the_heartbeat_keeps_a_long_job_from_others(deps: Deps) -> None:
    lease = 1.2
    taken: list[Job | None] = []

    def long(deps: Deps, job: Job, report: Report) -> dict:
        threading.Event().wait(2 * lease)
        with deps.database.begin() as session:
            taken.append(jobs.claim(session, "another", deps.clock(), lease))
        return {}

    job_id = added(deps)
    work(deps, once=True, tasks={"count": long}, lease_seconds=lease)
    assert taken == [None] and now(deps, job_id).state == JobState.DONE


def test_a_worker_that_lost_its_lease_writes_nothing(deps: Deps, clock: MovableClock) -> None:
    noticed = []

    def frozen(deps: Deps, job: Job, report: Report) -> dict:
        clock.ahead += timedelta(hours=1)  # as if the machine had slept
        with deps.database.begin() as session:
            other = jobs.claim(session, "another", deps.clock(), 60)
            assert other is not None and other.id == job.id
            jobs.finish(session, job.id, "another", deps.clock(), {"by": "another"})
        try:
            report(1.0, "back again")
        except LeaseExpired:
            noticed.append(True)
            raise
        return {"by": "the first"}

    job_id = added(deps)
    work(deps, once=True, tasks={"count": frozen})
    assert noticed and now(deps, job_id).result == {"by": "another"}


def test_the_job_of_a_killed_worker_runs_again_once(deps: Deps) -> None:
    runs = []
    stop = threading.Event()

    def count(deps: Deps, job: Job, report: Report) -> dict:
        runs.append(job.attempt)
        stop.set()
        return {"ended": True}

    job_id = added(deps)
    worker = subprocess.Popen([sys.executable, "-m", "tests.jobs.stuck_worker", str(deps.settings.home), "2"],
                              stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None and worker.stdout.readline() == "begun\n"
    worker.kill()
    worker.communicate()
    assert now(deps, job_id).state == JobState.RUNNING  # nobody has told the table
    work(deps, tasks={"count": count}, stop=stop)
    job = now(deps, job_id)
    assert (runs, job.state, job.attempt) == ([2], JobState.DONE, 2)
    assert log_of(deps, job_id)[0] == "begun"


def test_a_job_that_kills_its_workers_is_given_up(deps: Deps, clock: MovableClock) -> None:
    job_id = added(deps)
    for _ in range(ATTEMPTS):
        with deps.database.begin() as session:
            assert jobs.claim(session, "one that dies", deps.clock(), 10) is not None
        clock.ahead += timedelta(minutes=1)
    work(deps, once=True, tasks={"count": lambda *_: pytest.fail("it ran")})
    assert now(deps, job_id).state == JobState.FAILED
