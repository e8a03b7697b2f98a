"""A worker that says that it has begun its job and then never ends; started and killed by a test."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from app.config import Settings
from app.domain import Job
from app.jobs.engine import work
from app.services.deps import Deps, build_deps
from app.services.report import Report


def never_ends(deps: Deps, job: Job, report: Report) -> dict:
    report.log("begun")
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    threading.Event().wait()
    return {}


if __name__ == "__main__":
    home = Path(sys.argv[1])
    work(build_deps(Settings(home=home, database_url=f"sqlite:///{home / 'loupe.db'}")), tasks={"count": never_ends},
         lease_seconds=float(sys.argv[2]))
