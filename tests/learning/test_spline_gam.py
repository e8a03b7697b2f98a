from __future__ import annotations

from dataclasses import replace

import numpy as np
from sklearn.preprocessing import SplineTransformer

from app.learning.out_of_fold import fit_candidate
from app.learning.spline_gam import CENTRES, STEP, quadratic_spline
from tests.learning.makers import LABELS, truth_of


def test_its_columns_are_those_of_scikit_learn():
    at = np.linspace(-3, 3, 61)
    knots = np.linspace(-3, 3, 5)[:, None]
    reference = SplineTransformer(degree=2, knots=knots).fit_transform(at[:, None])
    assert np.allclose(reference, quadratic_spline((at[:, None] - CENTRES) / STEP))


def test_it_tells_what_is_wrong_on_either_side(made):
    """Too little and too much of a feature both speak for a recapture, which no straight line can say."""
    bent = replace(made, labels=np.where(np.abs(made.features[:, 2] - made.features[:, 2].mean()) > 0.8, LABELS[1], LABELS[0]))
    gam, ridge = (fit_candidate(bent, truth_of(bent), name) for name in ("gam", "ridge"))
    truth = truth_of(bent)
    apart = {one: one.decision(bent.features)[truth].mean() - one.decision(bent.features)[~truth].mean() for one in (gam, ridge)}
    assert apart[gam] > 2 * apart[ridge]


def test_what_a_feature_adds_depends_on_that_feature_alone(made):
    fitted = fit_candidate(made, truth_of(made), "gam")
    other = made.features[::-1].copy()
    other[:, 4] = made.features[:, 4]
    assert np.allclose(fitted.contributions(made.features)[0][:, 4], fitted.contributions(other)[0][:, 4])
