"""A few decisions count in full at the desk, and hardly anything changes for photographs from elsewhere."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.learning.adaptation import DESK, DeskRidge
from app.learning.labelled_set import LabelledSet
from app.learning.metrics import auc
from app.learning.out_of_fold import fit_candidate, out_of_fold_decisions
from app.learning.splits import leave_one_source_out
from tests.learning.makers import labelled, truth_of


def desk_of(count: int, seed: int = 7) -> LabelledSet:
    """A source that looks different, where what tells recaptures elsewhere is turned round."""
    made = labelled(per_source=count, sources=1, strength=-1.5, seed=seed)
    made.features[:, [2, 5, 12]] += 4.0
    ids = np.array([f"desk-{one}" for one in made.ids])
    return replace(made, ids=ids, source=np.full(count, f"{DESK}: here"), group=np.array([f"here/{one}" for one in range(count)]),
                   weight=np.full(count, 3.0))


@pytest.fixture(scope="module")
def elsewhere() -> LabelledSet:
    return labelled(per_source=60)


@pytest.fixture(scope="module")
def adapted(elsewhere: LabelledSet) -> DeskRidge:
    both = elsewhere.joined(desk_of(40))
    return fit_candidate(both, truth_of(both), "desk")


def auc_on(model: DeskRidge, measured: LabelledSet) -> float:
    return float(auc(np.ones((1, len(measured))), truth_of(measured), model.decision(measured.features))[0])


def test_forty_decisions_turn_a_source_that_contradicts_the_others(elsewhere: LabelledSet, adapted: DeskRidge) -> None:
    here, there = desk_of(200, seed=9), labelled(per_source=60, seed=3)
    before = fit_candidate(elsewhere, truth_of(elsewhere), "desk")
    assert auc_on(before, here) < 0.3 and auc_on(adapted, here) > 0.75
    assert auc_on(adapted, there) > auc_on(before, there) - 0.03
    assert adapted.likeness(here.features).mean() > 0.4 and adapted.likeness(there.features).mean() < 0.1


def test_contributions_add_up_to_the_decision(elsewhere: LabelledSet, adapted: DeskRidge) -> None:
    for measured in (elsewhere, desk_of(30, seed=5)):
        parts, bias = adapted.contributions(measured.features)
        assert np.allclose(parts.sum(axis=1) + bias, adapted.decision(measured.features))


def test_the_same_photographs_give_the_same_model(elsewhere: LabelledSet, adapted: DeskRidge) -> None:
    both = elsewhere.joined(desk_of(40))
    again = fit_candidate(both, truth_of(both), "desk", seed=5)
    assert all(np.array_equal(value, vars(again)[name]) for name, value in vars(adapted).items())


def test_what_is_left_out_is_not_learned_from(elsewhere: LabelledSet) -> None:
    both = elsewhere.joined(desk_of(40))
    truth = truth_of(both)
    splits = leave_one_source_out(truth, both.source, both.group)
    said = out_of_fold_decisions(both, truth, splits, "desk")
    for split in splits:
        other = truth.copy()
        other[split.test] = ~other[split.test]
        turned = out_of_fold_decisions(both, other, [split], "desk")
        assert np.allclose(turned[split.test], said[split.test], atol=1e-6)
        alone = fit_candidate(both.take(split.train), truth[split.train], "desk")
        assert np.corrcoef(alone.decision(both.features[split.test]), said[split.test])[0, 1] > 0.98


def test_without_a_desk_it_is_a_model_and_with_a_desk_alone_too(elsewhere: LabelledSet) -> None:
    there = labelled(per_source=60, seed=3)
    assert auc_on(fit_candidate(elsewhere, truth_of(elsewhere), "desk"), there) > 0.8
    here = desk_of(60)
    assert auc_on(fit_candidate(here, truth_of(here), "desk"), desk_of(200, seed=9)) > 0.8
