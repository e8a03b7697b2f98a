"""Measure the desk's photographs again after the feature schema has changed, in the background, before anybody waits for it."""

from __future__ import annotations

from app.domain import Job, Photo
from app.errors import NoChampion, NotScored, PhotoRefused, PlaneTooSmall, SchemaMismatch, VersionAltered
from app.features.schema import Schema
from app.questions import QUESTIONS
from app.services.deps import Deps
from app.services.feature_row import measure, schema_of_model
from app.services.networks import schema_to_measure
from app.services.report import Report
from app.services.score import SMALLEST_SIDE
from app.store import feature_sets, jobs, photos

BATCH = 100  # ids read at a time


def ask_recompute(deps: Deps) -> list[Job]:
    """Asks the worker for every question that has photographs without a vector of a schema in use; those already asked for come back.

    Nothing is asked for where all are measured.
    """
    asked = []
    for question in QUESTIONS:
        for schema in schemas_in_use(deps, question):
            with deps.database.read() as session:  # at a million photographs it takes a second, in which nobody must wait
                if not feature_sets.unmeasured(session, schema.id, SMALLEST_SIDE, "", 1):
                    continue
            with deps.database.begin() as session:
                key = f"recompute:{question}:{schema.id}"
                asked.append(jobs.add(session, "recompute", {"question": question}, deps.clock(), dedupe_key=key))
    return asked


def run_recompute(deps: Deps, question: str, report: Report) -> dict:
    """Every photo gets a vector under each schema in use: {"measured", "not_measured"}, JSON-able.

    Each vector is stored at once, so that an interrupted run goes on where it stopped.  What cannot be read or measured is left out.
    Raises JobCancelled.
    """
    done = failed = 0
    for schema in schemas_in_use(deps, question):
        after = ""
        with deps.database.read() as session:
            left = feature_sets.count_unmeasured(session, schema.id, SMALLEST_SIDE)
        report.log(f"{left} photographs have no vector of the feature schema {schema.id}.")
        while batch := _batch(deps, schema, after):
            for photo in batch:
                report((done + failed) / max(left, done + failed, 1), f"{done} photographs measured again")
                measured = _measured(deps, photo, schema)
                done, failed = done + measured, failed + (not measured)
            after = batch[-1].id
    return {"measured": done, "not_measured": failed}


def schemas_in_use(deps: Deps, question: str) -> list[Schema]:
    """The question's, which retraining reads, and the champion's where it is another that this version of Loupe can compute."""
    schemas = [schema_to_measure(deps.settings.home, question)]
    try:
        champion = schema_of_model(deps.models.champion(question).model)
    except (NoChampion, VersionAltered, SchemaMismatch):
        return schemas
    return schemas if champion.id == schemas[0].id else [*schemas, champion]


def _batch(deps: Deps, schema: Schema, after: str) -> list[Photo]:
    with deps.database.read() as session:
        known = photos.many(session, feature_sets.unmeasured(session, schema.id, SMALLEST_SIDE, after, BATCH))
    return sorted(known.values(), key=lambda photo: photo.id)


def _measured(deps: Deps, photo: Photo, schema: Schema) -> bool:
    try:
        row = measure(deps.decoder.decode(deps.blobs.path_of(photo.sha256)).image, schema)
    except (PhotoRefused, NotScored, PlaneTooSmall, OSError):
        return False
    with deps.database.begin() as session:
        if photo.id in photos.many(session, [photo.id]):  # else it was erased meanwhile
            feature_sets.save(session, photo.id, schema.id, row)
    return True
