"""From a verdict key to the next photograph painted, on the same desk before a retrain of 10,000 photographs and while it runs."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from app.config import Settings
from app.domain import JobState
from app.services.access import OPERATOR
from app.services.deps import Deps, build_deps
from app.services.job_watch import latest_job
from app.services.retrain import ask_retrain
from benchmarks.desk import AT_ONCE, WATCH, key_to_painted, photographs
from benchmarks.retrain import LABELLED, fill
from tests.journeys.conftest import CHROMIUM
from tests.journeys.live_desk import LiveDesk
from tests.journeys.signed_in import add_people, signed_in

VERDICTS = 60  # of each kind; the retrain lasts longer than they do


def measure() -> dict[str, float]:
    """{desk_quiet_p50_ms, desk_quiet_p95_ms, desk_retrain_p50_ms, desk_retrain_p95_ms, desk_retrain_ratio}: the ratio is of the p95."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        desk = LiveDesk(Path(home) / "desk")
        desk.start()
        deps = build_deps(Settings.from_environment(desk.environment()))
        try:
            add_people(desk, anna="reviewer")
            paths = photographs(Path(home), 2 * VERDICTS + 5)
            for start in range(0, len(paths), AT_ONCE):
                desk.command("ingest", *(str(path) for path in paths[start:start + AT_ONCE]))
            fill(deps, LABELLED)
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
            page = signed_in(chromium, desk, "anna")
            page.evaluate(WATCH)
            quiet = _timed(page)
            ask_retrain(deps, OPERATOR, "recapture")
            _wait_until_running(deps)
            busy = _timed(page)
            assert _running(deps), "the retrain ended before the verdicts did"
            chromium.close()
        finally:
            deps.close()
            desk.stop()
    return {"desk_quiet_p50_ms": quiet["key_to_painted_p50_ms"], "desk_quiet_p95_ms": quiet["key_to_painted_p95_ms"],
            "desk_retrain_p50_ms": busy["key_to_painted_p50_ms"], "desk_retrain_p95_ms": busy["key_to_painted_p95_ms"],
            "desk_retrain_ratio": busy["key_to_painted_p95_ms"] / quiet["key_to_painted_p95_ms"]}


def _timed(page: Page) -> dict[str, float]:
    page.evaluate("window.painted = []")
    return key_to_painted(page, VERDICTS)


def _wait_until_running(deps: Deps) -> None:
    while not _running(deps):
        time.sleep(0.2)


def _running(deps: Deps) -> bool:
    newest = latest_job(deps, OPERATOR, "retrain", "recapture")
    return newest is not None and newest.job.state is JobState.RUNNING
