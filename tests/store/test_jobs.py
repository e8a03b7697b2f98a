"""A job runs once at a time, survives its worker, stops when asked and keeps its log."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.domain import JobState
from app.errors import JobNotFound, LeaseExpired
from app.store import jobs
from app.store.engine import Database
from app.store.ids import new_id
from tests.store.makers import NOON

SECOND = timedelta(seconds=1)


def test_one_job_from_start_to_end(database: Database) -> None:
    with database.begin() as session:
        asked = jobs.add(session, "retrain", {"question": "recapture"}, NOON)
        assert asked.state is JobState.WAITING and jobs.get(session, asked.id) == asked
        taken = jobs.claim(session, "w1", NOON, 30)
        assert taken is not None and (taken.id, taken.attempt, taken.state, taken.started_at) == (asked.id, 1, JobState.RUNNING, NOON)
        assert jobs.claim(session, "w2", NOON, 30) is None
        assert jobs.report(session, asked.id, "w1", NOON + 20 * SECOND, 30, 0.5, "fitting").lease_until == NOON + 50 * SECOND
        for line in ("one", "two", "three"):
            jobs.add_log(session, asked.id, line, NOON)
        assert [(line.line, line.text) for line in jobs.log_lines(session, asked.id, after=1)] == [(2, "two"), (3, "three")]
        done = jobs.finish(session, asked.id, "w1", NOON + 40 * SECOND, {"version": "2026.11-2"}, "done")
        assert (done.state, done.progress, done.result) == (JobState.DONE, 1.0, {"version": "2026.11-2"})
        assert jobs.recent(session, 5) == [done] and jobs.recent(session, 5, "score") == []


def test_a_dead_workers_job_is_taken_over_and_the_dead_cannot_report(database: Database) -> None:
    with database.begin() as session:
        asked = jobs.add(session, "retrain", {}, NOON)
        jobs.claim(session, "w1", NOON, 30)
        assert jobs.claim(session, "w2", NOON + 29 * SECOND, 30) is None
        again = jobs.claim(session, "w2", NOON + 30 * SECOND, 30)
        assert again is not None and (again.id, again.attempt, again.owner) == (asked.id, 2, "w2")
        for attempt in (lambda: jobs.report(session, asked.id, "w1", NOON, 30), lambda: jobs.finish(session, asked.id, "w1", NOON),
                        lambda: jobs.fail(session, asked.id, "w1", NOON, "x"), lambda: jobs.end_cancelled(session, asked.id, "w1", NOON)):
            with pytest.raises(LeaseExpired):
                attempt()


def test_one_job_per_key_while_it_is_active(database: Database) -> None:
    def ask(_: int) -> str:
        with database.begin() as session:
            return jobs.add(session, "retrain", {}, NOON, dedupe_key="retrain recapture").id

    with ThreadPoolExecutor(8) as threads:
        ids = set(threads.map(ask, range(16)))
    assert len(ids) == 1
    with database.begin() as session:
        taken = jobs.claim(session, "w", NOON, 30)
        assert taken is not None and jobs.add(session, "retrain", {}, NOON, dedupe_key="retrain recapture") == taken
        assert jobs.active(session, "retrain recapture") == taken
        jobs.finish(session, taken.id, "w", NOON)
        assert jobs.active(session, "retrain recapture") is None
        assert jobs.add(session, "retrain", {}, NOON, dedupe_key="retrain recapture").id != taken.id


def test_workers_share_the_jobs_and_run_none_twice(database: Database) -> None:
    with database.begin() as session:
        ids = [jobs.add(session, "score", {"n": number}, NOON).id for number in range(40)]

    def work(owner: str) -> list[str]:
        done = []
        while True:
            with database.begin() as session:
                job = jobs.claim(session, owner, NOON, 30)
                if job is None:
                    return done
                jobs.finish(session, job.id, owner, NOON)
                done.append(job.id)

    with ThreadPoolExecutor(4) as threads:
        done = [job_id for part in threads.map(work, ["a", "b", "c", "d"]) for job_id in part]
    assert Counter(done) == Counter(ids)


def test_a_failed_job_waits_before_it_runs_again(database: Database) -> None:
    with database.begin() as session:
        asked = jobs.add(session, "score", {}, NOON)
        jobs.claim(session, "w", NOON, 30)
        jobs.fail(session, asked.id, "w", NOON, "disk full", retry_at=NOON + 60 * SECOND)
        assert jobs.claim(session, "w", NOON + 59 * SECOND, 30) is None
        again = jobs.claim(session, "w", NOON + 60 * SECOND, 30)
        assert again is not None and again.attempt == 2
        failed = jobs.fail(session, asked.id, "w", NOON, "disk full")
        assert (failed.state, failed.message) == (JobState.FAILED, "disk full")
        assert jobs.claim(session, "w", NOON + 9999 * SECOND, 30) is None


def test_cancelling(database: Database) -> None:
    with database.begin() as session:
        waiting, running, abandoned = (jobs.add(session, kind, {}, NOON) for kind in ("a", "b", "c"))
        assert jobs.ask_cancel(session, waiting.id, NOON).state is JobState.CANCELLED
        jobs.claim(session, "w", NOON, 30, ["b"])
        assert jobs.ask_cancel(session, running.id, NOON).state is JobState.RUNNING
        assert jobs.report(session, running.id, "w", NOON, 30).cancel_asked
        ended = jobs.end_cancelled(session, running.id, "w", NOON)
        assert ended.state is JobState.CANCELLED and jobs.ask_cancel(session, running.id, NOON) == ended
        jobs.claim(session, "w", NOON, 30, ["c"])
        jobs.ask_cancel(session, abandoned.id, NOON)
        assert jobs.claim(session, "w2", NOON + 31 * SECOND, 30) is None
        assert jobs.get(session, abandoned.id).state is JobState.CANCELLED
        with pytest.raises(JobNotFound):
            jobs.ask_cancel(session, new_id(), NOON)
