from __future__ import annotations

import json

import numpy as np
import pytest
from scipy.special import logit

from app.domain import CANNOT_TELL, Abstention
from app.errors import JobCancelled, NothingToLearn, OneClassOnly, SchemaMismatch, UnknownLabel
from app.learning.fitted_model import fit_model
from app.learning.labelled_set import LabelledSet
from tests.learning.makers import FAMILY_OF, LABELS, NAMES, labelled, truth_of


def fit(made, **more):
    return fit_model(made, "recapture", LABELS, "v0", NAMES, FAMILY_OF, **more)


def test_contributions_and_bias_are_the_logit_exactly(model, made):
    for prediction in model.predict_many(made.features[:40]):
        said = logit(prediction.probabilities["recaptured"])
        assert prediction.bias + sum(prediction.contributions.values()) == pytest.approx(said, abs=1e-9)
        assert prediction.bias + prediction.feature_contributions.sum() == pytest.approx(said, abs=1e-9)
        assert sum(prediction.probabilities.values()) == pytest.approx(1)


def test_one_photograph_reads_like_many(model, made):
    many = model.predict_many(made.features[:20], made.low_resolution[:20])
    for row, low, one in zip(made.features[:20], made.low_resolution[:20], many, strict=True):
        alone = model.predict(row, bool(low))
        assert (alone.suggestion, alone.abstention, alone.in_domain) == (one.suggestion, one.abstention, one.in_domain)
        assert alone.probabilities["recaptured"] == pytest.approx(one.probabilities["recaptured"], abs=1e-12)


def test_it_abstains_between_its_thresholds_and_nowhere_else(model, made):
    low, high = model.unsure_between()
    for prediction in model.predict_many(made.features):
        p = prediction.probabilities["recaptured"]
        if not prediction.in_domain:
            assert prediction.abstention is Abstention.OUT_OF_DOMAIN
        elif low <= p <= high:
            assert prediction.abstention is Abstention.CONFORMAL
        else:
            assert prediction.abstention is None
            assert prediction.suggestion == ("recaptured" if p >= 0.5 else "original")
        assert (prediction.suggestion == CANNOT_TELL) == (prediction.abstention is not None)


def test_low_resolution_is_a_reason_of_its_own(model):
    inner, outer = model.unsure_between(False), model.unsure_between(True)
    assert outer[0] <= inner[0] and inner[1] <= outer[1]
    fresh = labelled(seed=3)
    said = model.predict_many(fresh.features, np.ones(len(fresh), bool))
    sharp = model.predict_many(fresh.features)
    for blurry, clear in zip(said, sharp, strict=True):
        assert (blurry.abstention is Abstention.LOW_RESOLUTION) == (clear.abstention is None and blurry.abstention is not None)


def test_what_it_never_saw_is_out_of_domain(model):
    strange = model.predict(np.full(len(NAMES), 40, np.float32))
    assert strange.suggestion == CANNOT_TELL and strange.abstention is Abstention.OUT_OF_DOMAIN and strange.distance > 1


def test_photographs_of_a_new_source_are_told_apart(model):
    fresh = labelled(seed=7)
    assert ((model.probabilities(fresh.features) >= 0.5) == truth_of(fresh)).mean() > 0.75


def test_permuted_labels_teach_nothing(made):
    rng = np.random.default_rng(0)
    shuffled = LabelledSet.of(made.ids, made.features, rng.permutation(made.labels), made.source, made.group)
    model, card = fit(shuffled)
    assert card["leave_one_source_out"]["mean_over_sources"]["auc"]["value"] == pytest.approx(0.5, abs=0.12)
    assert np.abs(model.probabilities(labelled(seed=5).features) - 0.5).max() < 0.35
    assert card["leave_one_source_out"]["pooled"]["coverage"]["value"] < 0.35


def test_a_shortcut_of_each_source_shows_in_the_gap_between_known_and_new_sources():
    _, card = fit(labelled(per_source=100, shortcut=2.5, strength=0.8))
    known, new = (card[part]["mean_over_sources"]["auc"]["value"] for part in ("within_source", "leave_one_source_out"))
    assert known > new


def test_the_card_can_be_recomputed_from_the_labelled_set(made, card):
    _, again = fit(made)
    assert again == {name: said for name, said in card.items() if name != "artifact_sha256"}  # which storing it adds
    json.dumps(card, allow_nan=False)


def test_progress_rises_to_one_and_may_cancel(made):
    told: list[float] = []
    fit(made, progress=lambda done, words: told.append(done))
    assert told == sorted(told) and told[-1] == 1.0

    def cancel(done: float, words: str) -> None:
        raise JobCancelled()

    with pytest.raises(JobCancelled):
        fit(made, progress=cancel)


def test_one_source_is_measured_by_group_only():
    model, card = fit(labelled(sources=1))
    assert card["leave_one_source_out"] is None
    assert card["within_source"]["pooled"]["auc"]["value"] > 0.7
    assert card["calibration"]["fitted_on"] == "decisions out of group"
    assert "not measured" in card["weak_spots"][0]


def test_four_photographs_are_enough_to_run_and_too_few_to_answer():
    model, card = fit(labelled(per_source=4, sources=1, group_size=1))
    assert model.unsure_between() == (0.0, 1.0)
    assert model.predict(np.zeros(len(NAMES), np.float32)).suggestion == CANNOT_TELL


def test_bad_input_is_said(made):
    with pytest.raises(NothingToLearn):
        fit(made.take(np.empty(0, int)))
    with pytest.raises(OneClassOnly):
        fit(made.take(~truth_of(made)))
    with pytest.raises(UnknownLabel, match="recaptured"):
        fit_model(made, "film", ("original", "film"), "v0", NAMES, FAMILY_OF)
    with pytest.raises(SchemaMismatch):
        fit_model(made, "recapture", LABELS, "v0", NAMES[:-1], FAMILY_OF)


def test_a_vector_of_another_schema_is_refused(model):
    with pytest.raises(SchemaMismatch):
        model.predict(np.zeros(len(NAMES) + 1, np.float32))


def test_a_heavier_photograph_pulls_harder(made):
    weight = np.where(made.source == "source-0", 20.0, 1.0)
    heavy = LabelledSet.of(made.ids, made.features, made.labels, made.source, made.group, made.kind, weight, made.low_resolution)
    fits = [np.abs(fit(one)[0].probabilities(made.features) - truth_of(made))[made.source == "source-0"].mean() for one in (made, heavy)]
    assert fits[1] < fits[0]
