"""A desk with a champion, a challenger and a queue of feature vectors; run as a program, a worker that stops in the middle of rescoring."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.config import Settings
from app.domain import Job
from app.jobs.engine import work
from app.learning.artifact import save_model
from app.services.access import OPERATOR
from app.services.deps import Deps, build_deps
from app.services.register_version import register_version
from app.services.report import Report
from app.services.rescore import run_rescore
from app.services.version_folder import write_champion
from app.store import queue
from tests.services.tiny_model import fitted, tiny_labelled_set
from tests.services.vectors_desk import add_vectors, desk_with

BEFORE_IT_STOPS = 2  # batches of two photographs


@contextmanager
def rescoring_desk(home: Path, clock: Callable) -> Iterator[tuple[Deps, str, list[str]]]:
    """(deps, the challenger's name, ids of the 24 photographs in the queue).  Both versions hold the same model."""
    labelled, (model, card) = tiny_labelled_set(), fitted()
    folder = home.parent / "models" / "recapture" / "2026.01-1"
    save_model(model, card, labelled, folder)
    write_champion(folder)
    with desk_with(home, home.parent / "models", clock) as (deps, _):
        ids = add_vectors(deps, labelled)
        with deps.database.begin() as session:
            queue.enqueue(session, "recapture", [queue.NewEntry(photo_id) for photo_id in ids], deps.clock())
        made = register_version(deps, OPERATOR, "recapture", model, card, labelled, "2026.01-1")
        yield deps, made.name, ids


def stops_in_the_middle(deps: Deps, job: Job, report: Report) -> dict:
    """Rescores two batches of two and then hangs, its scores stored and its job unfinished."""
    class Hanging:
        calls = 0

        def __call__(self, progress: float, message: str) -> None:
            self.calls += 1
            if self.calls > BEFORE_IT_STOPS:
                sys.stdout.write("in the middle\n")
                sys.stdout.flush()
                threading.Event().wait()

        def log(self, text: str) -> None:
            report.log(text)

    return run_rescore(deps, job.payload["question"], Hanging(), batch_size=2)


if __name__ == "__main__":
    home = Path(sys.argv[1])
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'loupe.db'}", shipped_models=home.parent / "models")
    work(build_deps(settings), tasks={"rescore": stops_in_the_middle}, lease_seconds=2)
