from __future__ import annotations

import numpy as np

from app.learning.out_of_fold import fit_candidate
from tests.learning.makers import truth_of


def test_copies_of_a_feature_in_one_family_do_not_make_the_family_louder(made):
    many = np.concatenate([made.features[:, :8], np.repeat(made.features[:, 8:], 20, axis=1)], axis=1)
    wide = type(made)(**{**vars(made), "features": many, "family": np.array(["peaks"] * 8 + ["colour"] * 160)})
    narrow_parts, _ = fit_candidate(made, truth_of(made), "logistic").contributions(made.features)
    wide_parts, _ = fit_candidate(wide, truth_of(wide), "logistic").contributions(wide.features)
    assert np.allclose(wide_parts[:, 8:].sum(axis=1), narrow_parts[:, 8:].sum(axis=1), atol=0.05)
