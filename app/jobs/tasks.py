"""Which function runs a job of which kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain import Job
from app.services.access import OPERATOR
from app.services.compare_versions import compare_versions
from app.services.deps import Deps
from app.services.export_job import run_export
from app.services.find_pairs import run_pairs
from app.services.recompute import run_recompute
from app.services.report import Report
from app.services.rescore import run_rescore
from app.services.retrain import run_retrain
from app.services.watch import run_watch
from app.services.webhook import send_alert

Task = Callable[[Deps, Job, Report], dict]
"""Runs a job and returns its result, JSON-able; may run again after a crash, so it must end the same when run twice."""


def retrain(deps: Deps, job: Job, report: Report) -> dict:
    """payload: question.  result: version, and the gate's verdict and words."""
    version = run_retrain(deps, job.payload["question"], report)
    return {"version": version.name, "gate": version.card.get("gate")}


def rescore(deps: Deps, job: Job, report: Report) -> dict:
    """payload: question.  result: version, scored, not_scored."""
    return run_rescore(deps, job.payload["question"], report)


def recompute(deps: Deps, job: Job, report: Report) -> dict:
    """payload: question.  result: measured, not_measured."""
    return run_recompute(deps, job.payload["question"], report)


def export(deps: Deps, job: Job, report: Report) -> dict:
    """payload: user, format, filters, rows.  result: name and bytes of the file."""
    return run_export(deps, job, report)


def compare(deps: Deps, job: Job, report: Report) -> dict:
    """payload: question, first, second.  result: see compare_versions."""
    return compare_versions(deps, OPERATOR, job.payload["question"], job.payload["first"], job.payload["second"], report)


def watch(deps: Deps, job: Job, report: Report) -> dict:
    """payload: question.  result: see run_watch."""
    return run_watch(deps, job.payload["question"], report)


def webhook(deps: Deps, job: Job, report: Report) -> dict:
    """payload: alert.  result: the status that the address answered."""
    return send_alert(deps, job.payload["alert"])


def pair(deps: Deps, job: Job, report: Report) -> dict:
    """payload: none.  result: looked_at, paired, unreadable."""
    return run_pairs(deps, report)


TASKS: Mapping[str, Task] = {
    "retrain": retrain, "rescore": rescore, "recompute": recompute, "compare": compare, "export": export,
    "watch": watch, "webhook": webhook, "pair": pair,
}

ATTEMPTS = {"webhook": 8}  # of kinds that are tried more often than others: waiting doubles, 21 minutes in all
