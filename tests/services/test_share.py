"""The interval of a counted share."""

from __future__ import annotations

import pytest
from statsmodels.stats.proportion import proportion_confint

from app.services.share import Share, wilson


@pytest.mark.parametrize(("count", "n"), [(0, 1), (3, 7), (50, 50), (412, 1000)])
def test_it_equals_statsmodels(count: int, n: int) -> None:
    assert wilson(count, n) == pytest.approx(proportion_confint(count, n, method="wilson"), abs=1e-6)


def test_nothing_says_nothing() -> None:
    assert Share(0, 0).value is None and Share(0, 0).interval == (0.0, 1.0)
