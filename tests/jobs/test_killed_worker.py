"""A worker killed in the middle of a retrain, or of scoring 500 photographs, costs a lease: the job ends once, as if nothing had been."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select

from app.domain import Job, JobState, User
from app.jobs.engine import LEASE_SECONDS, work
from app.jobs.tasks import TASKS
from app.learning.labelled_set import LabelledSet
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.report import Report
from app.services.rescore import ask_rescore
from app.services.retrain import ask_retrain
from app.services.versions import list_versions
from app.store import jobs, queue
from app.store.tables import scores
from tests.jobs.conftest import MovableClock
from tests.services.tiny_model import ship_tiny_model, tiny_labelled_set
from tests.services.vectors_desk import add_vectors, decide_on, desk_with

LEASE = 2.0
EXTRA = 30.0  # seconds that a kill may cost


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("models")
    ship_tiny_model(made)
    return made


@pytest.fixture(scope="module")
def tiny() -> LabelledSet:
    return tiny_labelled_set()


@pytest.fixture
def desk(tmp_path: Path, models: Path, clock: MovableClock) -> Iterator[tuple[Deps, User]]:
    with desk_with(tmp_path / "desk", models, clock) as made:
        yield made


def killed_half_way(deps: Deps, kind: str, until: float) -> None:
    """Starts a worker of its own and kills it, as `kill -9` does, when its job is half-way."""
    home, models = str(deps.settings.home), str(deps.settings.shipped_models)
    worker = subprocess.Popen([sys.executable, "-m", "tests.jobs.halting_worker", home, models, kind, str(until), str(LEASE)],
                              stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None and worker.stdout.readline() == "half-way\n"
    worker.kill()
    worker.communicate()


def ended(deps: Deps, job: Job) -> tuple[Job, float]:
    """The job after a second worker ran until it ended, and how long it lay before that worker could take it, in seconds."""
    stop, taken = threading.Event(), []

    def noting(deps: Deps, one: Job, report: Report) -> dict:
        taken.append(time.monotonic())
        try:
            return TASKS[one.kind](deps, one, report)
        finally:
            stop.set()

    started = time.monotonic()
    work(deps, tasks={job.kind: noting}, stop=stop, lease_seconds=LEASE)
    assert len(taken) == 1
    with deps.database.read() as session:
        return jobs.get(session, job.id), taken[0] - started


def test_a_retrain(desk: tuple[Deps, User], tiny: LabelledSet) -> None:
    deps, reviewer = desk
    ids = add_vectors(deps, tiny)
    for place, photo_id in enumerate(ids):
        decide_on(deps, reviewer, photo_id, ("original", "recaptured")[place >= 12])
    job = ask_retrain(deps, OPERATOR, "recapture")
    killed_half_way(deps, "retrain", 0.5)
    assert len(list_versions(deps, OPERATOR, "recapture")) == 1  # the shipped one
    done, waited = ended(deps, job)
    assert (done.state, done.attempt) == (JobState.DONE, 2) and waited < LEASE + EXTRA - LEASE_SECONDS
    assert [row.version.name for row in list_versions(deps, OPERATOR, "recapture")][0] == done.result["version"]
    assert len(list_versions(deps, OPERATOR, "recapture")) == 2
    assert ask_retrain(deps, OPERATOR, "recapture").id != job.id


def test_scoring_500_photographs(desk: tuple[Deps, User], tiny: LabelledSet) -> None:
    deps, _ = desk
    many = tiny.take(np.arange(500) % len(tiny))
    many = LabelledSet.of([f"copy-{row}" for row in range(500)], many.features, many.labels, many.source)
    ids = add_vectors(deps, many)
    with deps.database.begin() as session:
        queue.enqueue(session, "recapture", [queue.NewEntry(one) for one in ids], deps.clock())
        job = ask_rescore(session, deps, "recapture", 1, None)
    killed_half_way(deps, "rescore", 0.4)
    assert 0 < stored_scores(deps) < 500
    before = stored_scores(deps)
    done, waited = ended(deps, job)
    assert (done.state, done.attempt) == (JobState.DONE, 2) and waited < LEASE + EXTRA - LEASE_SECONDS
    assert stored_scores(deps) == 500 and done.result["scored"] == 500 - before


def stored_scores(deps: Deps) -> int:
    with deps.database.read() as session:
        return session.execute(select(func.count()).select_from(scores)).scalar_one()
