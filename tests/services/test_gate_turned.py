"""Labels the wrong way round are noticed: all of them, one reviewer's, one batch's; right ones and few ones are not suspected."""

from __future__ import annotations

import numpy as np

from app.services.gate_turned import turned_words


def decided(turned: np.ndarray | None = None, n: int = 90) -> tuple[np.ndarray, ...]:
    """Truth by a good champion, three reviewers, two batches; labels turned where asked."""
    rng = np.random.default_rng(4)
    truth = np.arange(n) % 2 == 0
    champion = truth * 3 + rng.normal(size=n)
    reviewer, batch = np.array([f"r{row // 2 % 3}" for row in range(n)]), np.where(np.arange(n) < n // 2, "one", "")
    said = truth if turned is None else truth ^ turned
    return said, champion, np.arange(n).astype(str), reviewer, batch


def test_right_decisions_are_not_suspected() -> None:
    assert turned_words(*decided()) is None


def test_all_turned() -> None:
    assert str(turned_words(*decided(np.ones(90, bool)))).startswith("the decisions here")


def test_one_reviewer_of_three() -> None:
    reviewer = decided()[3]
    assert str(turned_words(*decided(reviewer == "r1"))).startswith("one reviewer's decisions")


def test_one_poisoned_batch() -> None:
    batch = decided()[4]
    words = turned_words(*decided(batch == "one"))
    assert words is not None and "batch" in words and "one" not in words.split("one batch")[0]  # a batch's name may be a person's


def test_too_few_say_nothing() -> None:
    assert turned_words(*decided(np.ones(12, bool), n=12)) is None
