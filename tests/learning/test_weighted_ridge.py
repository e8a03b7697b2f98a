from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from app.learning.weighted_ridge import weighted_ridge


@pytest.mark.parametrize(("n", "d"), [(60, 8), (20, 50)])
def test_it_is_the_ridge_of_scikit_learn_whichever_side_is_smaller(n, d):
    rng = np.random.default_rng(0)
    rows, target, share = rng.normal(size=(n, d)), rng.normal(size=n), rng.random(n) + 0.1
    reference = Ridge(alpha=3.0).fit(rows, target, sample_weight=share)
    coefficients, level = weighted_ridge(rows, target, share, 3.0)
    assert np.allclose(coefficients, reference.coef_) and np.isclose(level, reference.intercept_)
