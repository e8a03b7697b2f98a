"""Learn from the decisions: a challenger from the shipped labelled set plus this desk's weighted decisions."""

from __future__ import annotations

from typing import Protocol

from app.domain import Job, ModelVersion, User
from app.services.deps import Deps


class Report(Protocol):
    """Where a long verb says how far it is; raises JobCancelled when a person asked it to stop."""

    def __call__(self, progress: float, message: str) -> None: ...


def ask_retrain(deps: Deps, user: User, question: str) -> Job:
    """Asks the worker for a retrain; while one waits or runs, that one is returned.  Admins.  Raises NothingToLearn, OneClassOnly."""
    raise NotImplementedError


def run_retrain(deps: Deps, question: str, report: Report) -> ModelVersion:
    """Fits, measures and registers a challenger; never promotes it.  Raises NothingToLearn, OneClassOnly, JobCancelled."""
    raise NotImplementedError
