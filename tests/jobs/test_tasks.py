"""The worker's tasks, run on a real desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.domain import JobState
from app.jobs.engine import work
from app.services.access import OPERATOR
from app.services.job_watch import latest_job
from app.services.retrain import ask_retrain
from app.services.versions import list_versions
from tests.services.tiny_model import tiny_labelled_set
from tests.services.vectors_desk import add_vectors, decide_on, desk_with


def test_a_retrain_asked_for_makes_a_version_and_one_that_cannot_says_why(tmp_path: Path, clock: Callable) -> None:
    with desk_with(tmp_path / "learner", tmp_path / "no-models", clock) as (deps, reviewer):
        ids = add_vectors(deps, tiny_labelled_set())
        for photo_id in ids[:6]:
            decide_on(deps, reviewer, photo_id, "original")
        ask_retrain(deps, OPERATOR, "recapture")
        work(deps, once=True)
        refused = latest_job(deps, OPERATOR, "retrain", "recapture")
        assert refused is not None and refused.job.state == JobState.FAILED
        assert "no photograph is labelled recaptured" in refused.job.message
        assert list_versions(deps, OPERATOR, "recapture") == []

        for photo_id in ids[12:18]:
            decide_on(deps, reviewer, photo_id, "recaptured")
        ask_retrain(deps, OPERATOR, "recapture")
        work(deps, once=True)
        ended = latest_job(deps, OPERATOR, "retrain", "recapture")
        assert ended is not None and ended.job.state == JobState.DONE and ended.job.progress == 1
        assert [row.version.name for row in list_versions(deps, OPERATOR, "recapture")] == [ended.job.result["version"]]
        assert any("12 photographs decided here" in text for _, text in ended.log)
