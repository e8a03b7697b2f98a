"""Cohen's kappa is the reference library's."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from app.learning.agreement.cohen import cohen_kappa


@pytest.mark.parametrize("seed", range(5))
def test_it_equals_statsmodels(seed: int) -> None:
    table = np.random.default_rng(seed).integers(1, 60, size=(2 + seed % 3,) * 2)
    assert cohen_kappa(table[None].astype(float))[0] == pytest.approx(cohens_kappa(table).kappa, abs=1e-12)


def test_it_is_one_zero_and_undefined_where_it_must_be() -> None:
    full, chance, one_answer = np.diag([30, 20]), np.outer([3, 1], [1, 3]), np.diag([9, 0])
    kappas = cohen_kappa(np.stack([full, chance, one_answer]).astype(float))
    assert kappas[0] == 1 and kappas[1] == pytest.approx(0) and np.isnan(kappas[2])
