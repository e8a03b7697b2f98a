"""The bias meter counts what helped and what harmed, and calls harm only what certainly is."""

from __future__ import annotations

import numpy as np
import pytest

from app.services.insights.bias import Meter, bias_of, meter, net_change
from app.store.insights.minds import Mind

A, B = "original", "recaptured"


def mind(before: str | None, after: str | None, suggestion: str | None, truth: str, reveals: int = 1, reviewer: str = "r1") -> Mind:
    return Mind(reviewer, "v1", before, after, suggestion, truth, "gold", reveals)


def of(*minds: Mind) -> Meter:
    return meter("", "all", minds)


def test_following_a_right_score_helps_and_following_a_wrong_one_harms() -> None:
    found = of(mind(A, B, B, B, 40), mind(A, A, B, B, 10), mind(A, B, B, A, 5), mind(A, A, B, A, 45))
    assert (found.helped, found.harmed, found.reveals) == (40, 5, 100)
    assert (found.right.count, found.right.n, found.wrong.count, found.wrong.n) == (40, 50, 5, 50)
    assert not found.does_harm


def test_unsure_lies_between_right_and_wrong() -> None:
    assert (of(mind(None, A, A, A)).helped, of(mind(None, B, B, A)).harmed) == (1, 1)
    assert (of(mind(A, None, B, A)).harmed, of(mind(B, None, A, A)).helped) == (1, 1)
    assert of(mind(None, None, A, A)).helped == 0


def test_a_score_that_says_nothing_can_neither_help_nor_harm_but_a_change_still_counts() -> None:
    found = of(mind(A, B, "cannot_tell", B, 3), mind(A, B, None, A, 2))
    assert (found.right.n, found.wrong.n, found.helped, found.harmed) == (0, 0, 3, 2)


def test_harm_is_called_only_when_the_interval_says_so() -> None:
    assert of(mind(A, B, B, A, 12), mind(A, A, A, A, 88)).does_harm
    assert not of(mind(A, B, B, A, 2), mind(A, A, A, A, 98)).does_harm
    assert of(mind(A, B, B, A, 20)).net is None, "under 30 reveals nothing is called"


def test_reviewers_are_told_apart_and_named() -> None:
    found = bias_of([mind(A, B, B, B, 5), mind(A, B, B, A, 7, "r2")], 20, {"r1": "Ada"})
    assert [(one.name, one.key, one.helped, one.harmed) for one in found.reviewers] == [("somebody", "r2", 0, 7), ("Ada", "r1", 5, 0)]
    assert found.overall.reveals == 12 and found.reveals == 20 and found.bases == {"gold": 12, "lead": 0, "reader": 0}


@pytest.mark.parametrize(("up", "down", "n"), [(0.1, 0.05, 80), (0.02, 0.2, 60)])
def test_the_interval_of_the_net_holds_the_truth_in_about_95_of_100_cases(up: float, down: float, n: int) -> None:
    drawn = np.random.default_rng(0).multinomial(n, [up, down, 1 - up - down], size=2000)
    held = [low <= up - down <= high for _, low, high in (net_change(int(a), int(b), n) for a, b, _ in drawn)]
    assert 0.93 <= np.mean(held) <= 0.985
