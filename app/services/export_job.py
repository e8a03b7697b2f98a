"""An export that takes long, prepared in the background: a job writes the file, and its link works for a day."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.domain import Job, JobState, Role, Stage, User, Verdict
from app.errors import ExportGone, NotAllowed
from app.services.access import account_id, require
from app.services.decision_log import Filters, store_filters
from app.services.deps import Deps
from app.services.export import export_decisions
from app.services.report import Report
from app.store import decision_log, jobs, users
from app.store.durable import disk_full_in_words, move_in
from app.store.times import from_text, to_text

LARGE = 50_000  # decisions; more than these are prepared in the background
KEPT = timedelta(hours=24)
KIND = "export"
BYTES_A_ROW = 430  # of CSV, to say how far it is
LOOKED_AT = 50


def ask_export(deps: Deps, user: User, filters: Filters, format: str = "csv") -> Job:
    """Asks the worker for the file; the same one, while it waits or is made, is not made twice.  Raises BadFilter, NotAllowed."""
    require(user, Role.REVIEWER)
    export_decisions(deps, user, filters, format)  # refuses what cannot be, before anything is queued
    with deps.database.begin() as session:
        wanted = store_filters(session, user, filters)
        count = decision_log.total(session, wanted).count if wanted else 0
        payload = {"user": account_id(user), "format": format, "filters": _written(filters), "rows": count}
        key = sha256(json.dumps([payload["user"], format, payload["filters"]], sort_keys=True).encode()).hexdigest()
        return jobs.add(session, KIND, payload, deps.clock(), account_id(user), f"{KIND}:{key}")


def run_export(deps: Deps, job: Job, report: Report) -> dict:
    """Writes the file as the person who asked may see it now; result: name, bytes.  Raises NotAllowed when they may not any more."""
    with deps.database.read() as session:
        person = users.get(session, job.payload["user"])
    if person.disabled:
        raise NotAllowed("Whoever asked for this export may not sign in any more.")
    folder = _folder(deps)
    _clear(folder, deps.clock())
    path, expected = _path(folder, job), max(BYTES_A_ROW * job.payload["rows"], 1)
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".writing-{job.id}"
    written = 0
    try:
        with disk_full_in_words(), temporary.open("wb") as file:
            for piece in export_decisions(deps, person, _read(job.payload["filters"]), job.payload["format"]):
                written += file.write(piece)
                report(min(written / expected, 0.99), f"{written / 1e6:,.0f} MB written")
        move_in(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return {"name": _name(job), "bytes": written}


def latest_export(deps: Deps, user: User) -> Job | None:
    """The person's newest export, while it is being made or can be fetched; None if there is none."""
    require(user, Role.REVIEWER)
    with deps.database.read() as session:
        own = (job for job in jobs.recent(session, LOOKED_AT, KIND) if job.payload["user"] == user.id)
        job = next(own, None)
    if job is None or job.created_at < deps.clock() - KEPT or job.state is JobState.CANCELLED:
        return None
    return job


def exported_file(deps: Deps, user: User, job_id: str) -> tuple[Path, str]:
    """The file and the name that it is fetched under.  Only for whoever asked for it.

    Raises JobNotFound, NotAllowed, ExportGone (not ready, failed, or more than a day old).
    """
    require(user, Role.REVIEWER)
    with deps.database.read() as session:
        job = jobs.get(session, job_id)
    if job.kind != KIND or job.payload["user"] != user.id:
        raise NotAllowed("This export was made for somebody else.")
    path = _path(_folder(deps), job)
    if job.state is not JobState.DONE or not path.exists():
        raise ExportGone
    return path, _name(job)


def _folder(deps: Deps) -> Path:
    return deps.settings.home / "exports"


def _path(folder: Path, job: Job) -> Path:
    return folder / f"{job.id}.{job.payload['format']}"


def _name(job: Job) -> str:
    return f"loupe-decisions-{job.created_at:%Y-%m-%d}.{job.payload['format']}"


def _clear(folder: Path, now: datetime) -> None:
    """Files of exports that nobody can fetch any more."""
    oldest = (now - KEPT).timestamp()
    for path in folder.iterdir() if folder.is_dir() else ():
        if os.stat(path).st_mtime < oldest:
            path.unlink()


def _written(filters: Filters) -> dict[str, Any]:
    return {name: to_text(value) if isinstance(value, datetime) else value for name, value in asdict(filters).items()}


def _read(written: dict[str, Any]) -> Filters:
    values: dict[str, Any] = {field.name: written.get(field.name) for field in fields(Filters)}
    readers: tuple[tuple[str, Callable[[str], Any]], ...] = (
        ("verdict", Verdict), ("stage", Stage), ("since", from_text), ("until", from_text))
    for name, read in readers:
        if values[name] is not None:
            values[name] = read(values[name])
    return Filters(**values)
