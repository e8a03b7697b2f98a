"""After the feature schema has changed every photograph is measured again, resumably, and nothing scores with another schema."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from app.errors import JobCancelled, SchemaMismatch
from app.learning.fitted_model import fit_model
from app.questions import question_named
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.feature_row import schema_of_question
from app.services.promote import promote
from app.services.recompute import ask_recompute, run_recompute
from app.services.register_version import register_version
from app.services.report import SilentReport
from app.services.rescore import run_rescore
from app.services.score import score_photo
from app.store import feature_sets, photos, queue
from tests.services.tiny_model import tiny_labelled_set

SCHEMA = schema_of_question("recapture").id


@pytest.fixture
def outdated(deps: Deps, add_photo: Callable) -> dict[str, np.ndarray]:
    """Four photographs whose vectors are of a schema that was, and a fifth that is too small for any; their true vectors."""
    ids = [add_photo(seed).id for seed in range(4)]
    add_photo(9, width=300, height=250)
    with deps.database.begin() as session:
        found, rows = feature_sets.load_many(session, ids, SCHEMA)
        session.exec_driver_sql("UPDATE feature_sets SET schema = 'v0-3-gone'")
    return dict(zip(found, rows, strict=True))


class StopsAfter(SilentReport):
    """Cancels the job at the third photograph."""

    def __init__(self) -> None:
        self.photos = 0

    def __call__(self, progress: float, message: str) -> None:
        self.photos += 1
        if self.photos > 2:
            raise JobCancelled


def measured(deps: Deps) -> int:
    with deps.database.read() as session:
        return 4 - feature_sets.count_unmeasured(session, SCHEMA, 256)


def test_vectors_of_another_schema_are_measured_again_from_where_it_stopped(deps: Deps, outdated: dict[str, np.ndarray]) -> None:
    first, second = ask_recompute(deps), ask_recompute(deps)
    assert [job.id for job in first] == [job.id for job in second] and first[0].payload == {"question": "recapture"}
    with pytest.raises(JobCancelled):
        run_recompute(deps, "recapture", StopsAfter())
    assert measured(deps) == 2
    assert run_recompute(deps, "recapture", SilentReport()) == {"measured": 2, "not_measured": 0}
    with deps.database.read() as session:
        for photo_id, row in outdated.items():
            again = feature_sets.load(session, photo_id, SCHEMA)
            assert again is not None and np.array_equal(again[0], row)
    assert run_recompute(deps, "recapture", SilentReport())["measured"] == 0


def test_nothing_is_asked_for_where_all_are_measured(deps: Deps, add_photo: Callable) -> None:
    add_photo(1)
    add_photo(9, width=300, height=250)
    assert ask_recompute(deps) == []


def test_a_photograph_whose_bytes_are_gone_is_counted_and_left_out(deps: Deps, outdated: dict[str, np.ndarray]) -> None:
    with deps.database.read() as session:
        photo = photos.get(session, next(iter(outdated)))
    deps.blobs.path_of(photo.sha256).unlink()
    assert run_recompute(deps, "recapture", SilentReport()) == {"measured": 3, "not_measured": 1}


def test_a_champion_of_another_schema_scores_nothing(deps: Deps, add_photo: Callable) -> None:
    photo, labelled, schema = add_photo(1), tiny_labelled_set(), schema_of_question("recapture")
    before = score_photo(deps, photo.id, "recapture")
    model, card = fit_model(labelled, "recapture", question_named("recapture").labels, "v0-3-gone", schema.names, schema.family_of)
    other = register_version(deps, OPERATOR, "recapture", model, card, labelled, None)
    promote(deps, OPERATOR, "recapture", other.name)
    with pytest.raises(SchemaMismatch):
        score_photo(deps, photo.id, "recapture")
    with pytest.raises(SchemaMismatch):
        run_rescore(deps, "recapture", SilentReport())
    with deps.database.read() as session:
        entry = queue.get(session, "recapture", photo.id)
    assert entry is not None and entry.score_id == before.id
