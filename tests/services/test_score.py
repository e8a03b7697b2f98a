"""A photo is scored once by each version, and "can't tell" comes up for review first."""

from __future__ import annotations

import dataclasses

import pytest

from app.domain import CANNOT_TELL, Abstention, Score
from app.errors import NotScored, PhotoNotFound
from app.services.deps import Deps
from app.services.feature_row import schema_of_question
from app.services.score import score_photo, uncertainty
from app.store import feature_sets, queue, scores


def test_a_score_is_stored_once_and_moves_the_photo_in_the_queue(deps: Deps, add_photo) -> None:
    photo = add_photo(1)
    score = score_photo(deps, photo.id, "recapture")
    assert score == score_photo(deps, photo.id, "recapture")
    assert score.model_version == "2026.01-1" and score.low_resolution and sum(score.probabilities.values()) == pytest.approx(1)
    with deps.database.read() as session:
        assert scores.by_version(session, photo.id, "recapture", "2026.01-1") == score
        entry = queue.get(session, "recapture", photo.id)
    assert entry.score_id == score.id and entry.uncertainty == pytest.approx(uncertainty(score))


def test_missing_features_are_measured_from_the_kept_bytes(deps: Deps, add_photo) -> None:
    photo, schema = add_photo(2), schema_of_question("recapture")
    before = score_photo(deps, photo.id, "recapture")
    with deps.database.begin() as session:
        row = feature_sets.load(session, photo.id, schema.id)
        session.exec_driver_sql("DELETE FROM feature_sets")
        session.exec_driver_sql("UPDATE queue_entries SET score_id = NULL")
        session.exec_driver_sql("DELETE FROM scores")
    after = score_photo(deps, photo.id, "recapture")
    with deps.database.read() as session:
        assert (feature_sets.load(session, photo.id, schema.id) == row).all()
    assert after.probabilities == before.probabilities


def test_a_small_photo_is_not_scored(deps: Deps, add_photo) -> None:
    with pytest.raises(NotScored):
        score_photo(deps, add_photo(3, width=300, height=250).id, "recapture")
    with pytest.raises(PhotoNotFound):
        score_photo(deps, "no such id", "recapture")


def test_uncertainty_puts_what_cannot_be_told_before_any_suggestion(deps: Deps, add_photo) -> None:
    score = score_photo(deps, add_photo(4).id, "recapture")

    def at(p: float, abstention: Abstention | None) -> Score:
        return dataclasses.replace(score, probabilities={"original": 1 - p, "recaptured": p}, abstention=abstention,
                                   suggestion=CANNOT_TELL if abstention else "original")

    told = [uncertainty(at(p, None)) for p in (0.0, 0.1, 0.3, 0.5)]
    untold = [uncertainty(at(p, Abstention.CONFORMAL)) for p in (1.0, 0.9, 0.6, 0.5)]
    assert told + untold == sorted(told + untold) and told[0] == 0 and untold[-1] == 1
