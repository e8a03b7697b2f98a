"""The paired AUC agrees with scikit-learn's, and the interval of a difference behaves."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from app.services.paired_auc import paired_auc


@pytest.fixture
def drawn() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    generator = np.random.default_rng(5)
    positive = generator.random(80) < 0.4
    return positive, np.round(generator.normal(size=80) + positive, 1), np.arange(80).astype(str)


def test_it_agrees_with_scikit_learn_also_where_scores_tie(drawn: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    positive, scores, group = drawn
    other = np.round(scores - positive, 1)
    both = paired_auc(positive, scores, other, group)
    assert both is not None
    assert (both.first, both.second) == pytest.approx((roc_auc_score(positive, scores), roc_auc_score(positive, other)))
    assert both.low < both.difference < both.high < 0


def test_a_version_does_not_differ_from_itself(drawn: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    positive, scores, group = drawn
    same = paired_auc(positive, scores, scores, group)
    assert same is not None and (same.difference, same.low, same.high) == (0, 0, 0)


def test_swapping_the_versions_mirrors_the_interval(drawn: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    positive, scores, group = drawn
    other = scores + np.random.default_rng(2).normal(size=80)
    there, back = paired_auc(positive, scores, other, group), paired_auc(positive, other, scores, group)
    assert there is not None and back is not None
    assert (there.difference, there.low, there.high) == pytest.approx((-back.difference, -back.high, -back.low))


def test_large_groups_widen_the_interval(drawn: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    positive, scores, alone = drawn
    other = scores + np.random.default_rng(2).normal(size=80)
    four = np.repeat(alone, 4)
    single = paired_auc(np.repeat(positive, 4), np.repeat(scores, 4), np.repeat(other, 4), np.arange(320).astype(str))
    grouped = paired_auc(np.repeat(positive, 4), np.repeat(scores, 4), np.repeat(other, 4), four)
    assert single is not None and grouped is not None
    assert grouped.high - grouped.low > 1.5 * (single.high - single.low)


def test_sources_count_by_the_root_of_their_size_and_one_class_sources_do_not() -> None:
    positive = np.array([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1], dtype=bool)
    scores = np.array([1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0], dtype=float)  # right on the two of a, wrong on the eight of b
    source = np.array(list("aabbbbbbbbcc"))
    result = paired_auc(positive, scores, scores, np.arange(12), source)
    assert result is not None and result.first == pytest.approx(1 / 3)
    assert paired_auc(positive[10:], scores[10:], scores[10:], np.arange(2), source[10:]) is None
