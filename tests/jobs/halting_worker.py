"""A worker whose task stops for good once it is as far as asked, and says so; started and killed by a test."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from app.config import Settings
from app.domain import Job
from app.jobs.engine import work
from app.jobs.tasks import TASKS
from app.services.deps import Deps, build_deps
from app.services.report import Report


class Halting:
    """A report that never returns from half-way on."""

    def __init__(self, report: Report, until: float) -> None:
        self.report, self.until = report, until

    def __call__(self, progress: float, message: str) -> None:
        self.report(progress, message)
        if progress >= self.until:
            sys.stdout.write("half-way\n")
            sys.stdout.flush()
            threading.Event().wait()

    def log(self, text: str) -> None:
        self.report.log(text)


def halting(kind: str, until: float):
    def run(deps: Deps, job: Job, report: Report) -> dict:
        return TASKS[kind](deps, job, Halting(report, until))

    return run


if __name__ == "__main__":
    home, models, kind, until, lease = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], float(sys.argv[4]), float(sys.argv[5])
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'loupe.db'}", shipped_models=models, decode_processes=1)
    work(build_deps(settings), tasks={kind: halting(kind, until)}, lease_seconds=lease)
