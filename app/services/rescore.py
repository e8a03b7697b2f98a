"""Score the queue again after the champion has changed, so that it is sorted by the version that scores now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from app.domain import Job, Photo, Score
from app.errors import NotScored, PhotoNotFound, PhotoRefused, PlaneTooSmall
from app.features.schema import Schema
from app.services.auto_accept import accept_sure
from app.services.deps import Deps
from app.services.feature_row import schema_of_model
from app.services.report import Report
from app.services.score import SMALLEST_SIDE, features_of, scored, uncertainty
from app.services.scorer import ShelvedModel
from app.store import feature_sets, jobs, photos, scores
from app.store.engine import Session
from app.store.queue_scores import Rescored, count_out_of_date, out_of_date, rescore_many

BATCH = 100  # photos a transaction, so that no verdict waits for long


def ask_rescore(session: Session, deps: Deps, question: str, promotion: int, user_id: str | None) -> Job:
    """Asks the worker, in the transaction that moves the champion; once for each promotion, by its number."""
    return jobs.add(session, "rescore", {"question": question}, deps.clock(), user_id, f"rescore:{question}:{promotion}")


def run_rescore(deps: Deps, question: str, report: Report, batch_size: int = BATCH) -> dict:
    """Every photo that still waits gets the champion's score: {"version", "scored", "not_scored"}, JSON-able.

    What has it already is left as it is, so that an interrupted run goes on where it stopped, and a second one finds nothing to do.
    A champion that changes meanwhile is noticed at the next batch.
    Raises NoChampion, VersionAltered, SchemaMismatch (then nothing is scored), JobCancelled.
    """
    version, after, done, failed, total = "", "", 0, 0, 0
    while True:
        shelved = deps.models.champion(question)
        schema = schema_of_model(shelved.model)
        if shelved.name != version:
            version, after, done, failed = shelved.name, "", 0, 0
            with deps.database.read() as session:
                total = count_out_of_date(session, question, version)
            report.log(f"{total} photographs wait for a score by {version}.")
        with deps.database.read() as session:
            batch = out_of_date(session, question, version, after, batch_size)
        if not batch:
            return {"version": version, "scored": done, "not_scored": failed}
        share, words = (done + failed) / max(total, done + failed, 1), f"{done} of {total} photographs scored by {version}"
        written = _rescore(deps, batch, shelved, schema, partial(report, share, words))
        done, failed, after = done + written, failed + len(batch) - written, batch[-1]


def _rescore(deps: Deps, batch: list[str], shelved: ShelvedModel, schema: Schema, go_on: Callable[[], None]) -> int:
    """How many of the batch have the champion's score now.  go_on: called before each photo that must be measured."""
    go_on()
    with deps.database.read() as session:
        known = photos.many(session, batch)
        said = scores.many_by_version(session, batch, shelved.question, shelved.name)
        ids, rows = feature_sets.load_many(session, [one for one in batch if one not in said], schema.id)
    vectors = dict(zip(ids, rows, strict=True))
    fresh: list[Score] = []
    for photo_id, photo in known.items():
        if photo_id in said:
            continue
        row = vectors[photo_id] if photo_id in vectors else _measured(deps, photo, schema, go_on)
        if row is not None:
            fresh.append(scored(deps, photo, shelved, row))
    with deps.database.begin() as session:
        for score in fresh:
            said[score.photo_id] = scores.add(session, score)
        rescore_many(session, shelved.question, [Rescored(photo_id, score.id, uncertainty(score)) for photo_id, score in said.items()])
        accept_sure(deps, session, shelved.question, said.values())
    return len(said)


def _measured(deps: Deps, photo: Photo, schema: Schema, go_on: Callable[[], None]) -> np.ndarray | None:
    """(d,) float32, measured from the kept bytes and stored at once; None for a photo that cannot be scored."""
    go_on()
    if min(photo.width, photo.height) < SMALLEST_SIDE:
        return None
    try:
        row, _ = features_of(deps, photo, schema)
        with deps.database.begin() as session:
            photos.get(session, photo.id)  # erased meanwhile?
            feature_sets.save(session, photo.id, schema.id, row)
    except (NotScored, PhotoRefused, PhotoNotFound, PlaneTooSmall, OSError):
        return None
    return row
