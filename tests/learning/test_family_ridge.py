from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.learning.family_ridge import evened_out
from app.learning.labelled_set import LabelledSet
from app.learning.out_of_fold import fit_candidate
from tests.learning.makers import truth_of


def ridge(labelled: LabelledSet):
    return fit_candidate(labelled, truth_of(labelled), "ridge")


def test_it_solves_the_weighted_ridge_equations(made):
    fitted, truth = ridge(made), truth_of(made)
    rows = fitted._standardised(made.features)
    share = evened_out(made.source, truth)
    residual = np.where(truth, 1.0, -1.0) - fitted.decision(made.features)
    gradient = rows.T @ (share / share.mean() * residual)
    penalty = (gradient @ fitted.coefficients_) / (fitted.coefficients_ @ fitted.coefficients_)
    assert np.allclose(gradient, penalty * fitted.coefficients_, atol=1e-6)  # a minimum: gradient and penalty point the same way
    assert abs((share * residual).sum()) < 1e-6  # the intercept is not penalised


def test_each_label_of_a_source_counts_as_the_root_of_its_size():
    source = np.array(["a"] * 4 + ["b"] * 10)
    truth = np.array([True] + [False] * 3 + [True] * 9 + [False])
    weight = evened_out(source, truth)
    assert np.isclose(weight[0], 1) and np.isclose(weight[1:4].sum(), np.sqrt(3)) and np.isclose(weight[4:13].sum(), 3)


def test_given_weights_are_honoured(made):
    """A weight of nothing is a photograph left out; a great one is heard."""
    contrary = made.take(np.arange(len(made)))
    flipped = np.isin(made.source, ["source-0"])
    contrary = replace(contrary, labels=np.where(flipped, np.where(truth_of(made), "original", "recaptured"), made.labels))
    quiet, loud = (ridge(replace(contrary, weight=np.where(flipped, weight, 1.0))) for weight in (0.01, 50.0))
    rows = made.features[flipped]
    told = np.where(truth_of(contrary)[flipped], 1, -1)
    assert (loud.decision(rows) * told).mean() > (quiet.decision(rows) * told).mean() + 0.3


def test_twice_the_weight_everywhere_is_the_same_model(made):
    once, twice = ridge(made), ridge(replace(made, weight=made.weight * 2))
    assert np.allclose(once.coefficients_, twice.coefficients_)


def test_copies_of_a_feature_in_one_family_do_not_make_the_family_louder(made):
    many = np.concatenate([made.features[:, :8], np.repeat(made.features[:, 8:], 20, axis=1)], axis=1)
    wide = replace(made, features=many, family=np.array(["peaks"] * 8 + ["colour"] * 160))
    narrow_parts, _ = ridge(made).contributions(made.features)
    wide_parts, _ = ridge(wide).contributions(wide.features)
    assert np.allclose(wide_parts[:, 8:].sum(axis=1), narrow_parts[:, 8:].sum(axis=1), atol=1e-6)
