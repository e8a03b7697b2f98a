"""Ask first what a version learns most from: the front of the queue in an order of app/learning/active_order.py."""

from __future__ import annotations

import numpy as np

from app.learning.active_order import ORDERS
from app.learning.contributions import by_family
from app.services.deps import Deps
from app.services.feature_row import schema_of_model
from app.services.labels import is_local
from app.services.version_sets import labelled_set_of
from app.store import feature_sets
from app.store.queue_priority import free_ids, set_priorities

ORDER = "uncertain-and-diverse"
FRONT = 40        # photographs that are put in order; a retrain comes before many more are answered
LOOKED_AT = 2000  # the most uncertain of the queue, among which they are chosen


def ask_first(deps: Deps, question: str, version: str) -> int:
    """Moves the photographs that the version would learn most from to the front of the order `uncertain`; how many.

    Raises VersionNotFound, VersionAltered, SchemaMismatch.
    """
    model = deps.models.version(question, version).model
    schema = schema_of_model(model)
    with deps.database.read() as session:
        ids, rows = feature_sets.load_many(session, free_ids(session, question, LOOKED_AT), schema.id)
    if not ids:
        return 0
    fitted_on = labelled_set_of(deps, question, version)
    known = fitted_on.take(is_local(fitted_on.ids))
    parts, _ = model.candidate.contributions(rows)
    doubt = 1 - 2 * np.abs(model.probabilities(rows) - 0.5)
    first = ORDERS[ORDER](doubt, model.domain.standardised(rows), by_family(parts, model.feature_names, model.family_of),
                          model.domain.standardised(known.features), FRONT)
    with deps.database.begin() as session:
        set_priorities(session, question, {ids[one]: 2 - place / FRONT for place, one in enumerate(first)})  # scores give 1 at most
    return len(first)
