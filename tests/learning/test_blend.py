from __future__ import annotations

import numpy as np

from app.learning.out_of_fold import fit_candidate
from tests.learning.makers import truth_of


def test_it_is_half_the_ridge_and_half_the_logistic_each_at_the_same_loudness(made):
    truth = truth_of(made)
    blend, ridge, logistic = (fit_candidate(made, truth, name).decision(made.features) for name in ("blend", "ridge", "logistic"))
    table = np.column_stack([ridge, logistic])
    parts, *_ = np.linalg.lstsq(table, blend, rcond=None)
    assert np.allclose(table @ parts, blend)
    loud = parts * np.sqrt((table ** 2).mean(axis=0))
    assert np.isclose(loud[0], loud[1], rtol=0.05)
