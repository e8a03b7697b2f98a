"""Feature vectors of photographs on the desk: the stored ones, and those that a new schema lacks, measured again from the bytes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.domain import Photo
from app.errors import NotScored, PhotoRefused, PlaneTooSmall
from app.features.schema import Schema
from app.services.deps import Deps
from app.services.measure import measure_file
from app.services.report import Report, SilentReport
from app.store import feature_sets


def features_of(deps: Deps, wanted: Sequence[Photo], schema: Schema, report: Report | None = None) -> tuple[list[str], np.ndarray]:
    """(ids that have a vector, (n, d) float32) in the order wanted; a photo too small or no longer readable has none.

    What is measured here is stored at once, so that an interrupted run goes on where it stopped.
    """
    report = report or SilentReport()
    with deps.database.read() as session:
        have = set(feature_sets.load_many(session, [photo.id for photo in wanted], schema.id)[0])
    missing = [photo for photo in wanted if photo.id not in have]
    for count, photo in enumerate(missing, start=1):
        try:
            row = measure_file(deps.blobs.path_of(photo.sha256), schema, deps.decoder).features
        except (PhotoRefused, NotScored, PlaneTooSmall, OSError):
            continue
        with deps.database.begin() as session:
            feature_sets.save(session, photo.id, schema.id, row)
        report(count / len(missing), f"{count} of {len(missing)} photographs measured")
    with deps.database.read() as session:
        ids, rows = feature_sets.load_many(session, [photo.id for photo in wanted], schema.id)
    return list(ids), np.asarray(rows, dtype=np.float32).reshape(-1, len(schema.names))
