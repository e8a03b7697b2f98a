"""Quantiles of counted seconds, and spans without gaps."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from app.services.insights.pace import _spans, seconds_of
from app.store.insights.pace import STEP, SecondsCount


def test_the_median_is_that_of_the_answers_up_to_a_step() -> None:
    times = np.random.default_rng(0).lognormal(1.2, 0.6, 999)
    steps, counts = np.unique(np.floor(times / STEP) * STEP, return_counts=True)
    found = seconds_of([SecondsCount("r", float(step), int(count)) for step, count in zip(steps, counts, strict=True)])
    assert found.n == 999 and found.median == pytest.approx(np.median(times), abs=STEP)
    assert found.middle == pytest.approx(np.percentile(times, [25, 75]), abs=STEP)
    assert found.low <= found.median <= found.high


def test_the_interval_of_the_median_holds_it_in_about_95_of_100_cases() -> None:
    rng, held = np.random.default_rng(1), 0
    for _ in range(400):
        times = rng.uniform(0, 200, 60)
        found = seconds_of([SecondsCount("r", float(time // STEP * STEP), 1) for time in times])
        held += found.low - STEP <= 100 <= found.high + STEP
    assert 0.92 <= held / 400 <= 0.99


def test_nothing_has_no_median() -> None:
    assert seconds_of([]).median is None


def test_days_without_answers_are_shown_and_long_spans_are_weeks() -> None:
    days, weekly = _spans({date(2026, 3, 2): 3, date(2026, 3, 4): 1})
    assert [answers for _, answers in days] == [3, 0, 1] and not weekly
    weeks, weekly = _spans({date(2026, 3, 4): 3, date(2026, 9, 1): 1})
    assert weekly and weeks[0] == (date(2026, 3, 2), 3) and sum(answers for _, answers in weeks) == 4
