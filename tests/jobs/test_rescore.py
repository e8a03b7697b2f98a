"""After the champion has changed, every photograph that waits is sorted by the new one, once, whatever happens to the worker."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from app.domain import Job, JobState
from app.jobs.engine import work
from app.jobs.tasks import TASKS
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.promote import promote, rollback
from app.store import jobs, queue, scores
from app.store.queue_scores import count_out_of_date
from tests.jobs.rescoring_desk import BEFORE_IT_STOPS, rescoring_desk

SHIPPED = "2026.01-1"


def asked(deps: Deps) -> list[Job]:
    with deps.database.read() as session:
        return jobs.recent(session, 9, "rescore")


def scored_by(deps: Deps, version: str, ids: list[str]) -> int:
    with deps.database.read() as session:
        return len(scores.many_by_version(session, ids, "recapture", version))


def test_a_promotion_and_a_roll_back_rescore_the_queue(tmp_path: Path, clock: Callable) -> None:
    with rescoring_desk(tmp_path / "desk", clock) as (deps, challenger, ids):
        assert asked(deps) == []  # the first champion had nothing before it
        promote(deps, OPERATOR, "recapture", challenger)
        promote(deps, OPERATOR, "recapture", challenger)  # a second press
        assert len(asked(deps)) == 1
        work(deps, once=True)
        job = asked(deps)[0]
        assert (job.state, job.result) == (JobState.DONE, {"version": challenger, "scored": len(ids), "not_scored": 0})
        with deps.database.read() as session:
            assert count_out_of_date(session, "recapture", challenger) == 0
            first = queue.peek(session, "recapture", "uncertain", None, 99)
            assert [entry.uncertainty for entry in first] == sorted((entry.uncertainty for entry in first), reverse=True)
            assert first[0].uncertainty < 1  # what it was before any score
        rollback(deps, OPERATOR, "recapture")
        promote(deps, OPERATOR, "recapture", challenger)
        work(deps, once=True)
        assert [job.result["version"] for job in asked(deps)] == [challenger] * 3  # both later jobs found the champion of their time
        assert scored_by(deps, SHIPPED, ids) == 0


def test_a_worker_killed_in_the_middle_leaves_the_rest_to_the_next(tmp_path: Path, clock: Callable) -> None:
    with rescoring_desk(tmp_path / "desk", clock) as (deps, challenger, ids):
        promote(deps, OPERATOR, "recapture", challenger)
        worker = subprocess.Popen([sys.executable, "-m", "tests.jobs.rescoring_desk", str(deps.settings.home)],
                                  stdout=subprocess.PIPE, text=True)
        assert worker.stdout is not None and worker.stdout.readline() == "in the middle\n"
        worker.kill()
        worker.communicate()
        assert asked(deps)[0].state == JobState.RUNNING and scored_by(deps, challenger, ids) == 2 * BEFORE_IT_STOPS
        clock.ahead += timedelta(minutes=1)  # type: ignore[attr-defined]
        work(deps, once=True)
        job = asked(deps)[0]
        assert (job.state, job.attempt, job.result["scored"]) == (JobState.DONE, 2, len(ids) - 2 * BEFORE_IT_STOPS)
        assert scored_by(deps, challenger, ids) == len(ids)
        with deps.database.read() as session:
            assert count_out_of_date(session, "recapture", challenger) == 0


def test_a_champion_that_changes_meanwhile_is_noticed(tmp_path: Path, clock: Callable) -> None:
    with rescoring_desk(tmp_path / "desk", clock) as (deps, challenger, ids):
        promote(deps, OPERATOR, "recapture", challenger)
        turned = threading.Event()

        def turning(deps: Deps, job: Job, report: Callable) -> dict:
            class Turning:
                def __call__(self, progress: float, message: str) -> None:
                    if not turned.is_set():
                        turned.set()
                        rollback(deps, OPERATOR, "recapture")

                def log(self, text: str) -> None:
                    report.log(text)  # type: ignore[attr-defined]

            return TASKS["rescore"](deps, job, Turning())

        work(deps, once=True, tasks={"rescore": turning})
        assert [job.result["version"] for job in asked(deps)] == [SHIPPED, SHIPPED]
        with deps.database.read() as session:
            assert count_out_of_date(session, "recapture", SHIPPED) == 0
