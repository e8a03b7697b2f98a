from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score, brier_score_loss, roc_auc_score, roc_curve

from app.learning import metrics


def predictions(seed: int, n: int = 80, levels: int | None = None):
    rng = np.random.default_rng(seed)
    truth = rng.random(n) < 0.4
    truth[:2] = True, False
    score = np.clip(0.5 + 0.2 * (truth - 0.5) + rng.normal(0, 0.2, n), 0.01, 0.99)
    return truth, (np.round(score * levels) / levels if levels else score), rng.integers(0, 4, (6, n)).astype(float)


@pytest.mark.parametrize("levels", [None, 4])
@pytest.mark.parametrize("seed", range(5))
def test_figures_agree_with_scikit_learn_under_any_weights(seed, levels):
    truth, score, weights = predictions(seed, levels=levels)
    for row, auc, accuracy, brier in zip(weights, metrics.auc(weights, truth, score), metrics.balanced_accuracy(weights, truth, score),
                                         metrics.brier(weights, truth, score), strict=True):
        assert auc == pytest.approx(roc_auc_score(truth, score, sample_weight=row))
        assert accuracy == pytest.approx(balanced_accuracy_score(truth, score >= 0.5, sample_weight=row))
        assert brier == pytest.approx(brier_score_loss(truth, score, sample_weight=row))


@pytest.mark.parametrize("figure", [metrics.auc, metrics.eer, metrics.brier, metrics.balanced_accuracy])
def test_a_weight_of_two_is_a_photograph_twice(figure):
    truth, score, _ = predictions(1)
    weights = np.ones((1, len(truth)))
    weights[0, :30] = 2
    twice = np.concatenate([np.arange(len(truth)), np.arange(30)])
    assert figure(weights, truth, score)[0] == pytest.approx(figure(np.ones((1, len(twice))), truth[twice], score[twice])[0])


@pytest.mark.parametrize("seed", range(5))
def test_eer_is_where_both_errors_are_equal(seed):
    truth, score, _ = predictions(seed, 4000)
    eer = metrics.eer(np.ones((1, len(truth))), truth, score)[0]
    threshold = np.quantile(score[truth], eer)
    assert (score[~truth] >= threshold).mean() == pytest.approx(eer, abs=0.01)
    assert metrics.eer(np.ones((1, len(truth))), ~truth, 1 - score)[0] == pytest.approx(eer, abs=1e-3)


def test_eer_at_the_ends():
    truth = np.array([False, False, True, True])
    ones = np.ones((1, 4))
    assert metrics.eer(ones, truth, np.array([0.1, 0.2, 0.8, 0.9]))[0] == 0
    assert metrics.eer(ones, truth, np.array([0.9, 0.8, 0.2, 0.1]))[0] == 1
    assert metrics.eer(ones, truth, np.full(4, 0.5))[0] == pytest.approx(0.5)


def test_ece_of_the_right_probability_is_small_and_of_a_wrong_one_is_its_error():
    rng = np.random.default_rng(0)
    probability = rng.random(20000)
    truth = rng.random(20000) < probability
    ones = np.ones((1, 20000))
    assert metrics.ece(ones, truth, probability)[0] < 0.02
    assert metrics.ece(ones, truth, np.full(20000, 0.9))[0] == pytest.approx(0.4, abs=0.01)


def test_coverage_and_error_when_answering():
    truth, probability = np.array([True, True, False, False]), np.array([0.9, 0.2, 0.1, 0.6])
    answered = np.array([True, True, True, False])
    ones = np.ones((1, 4))
    assert metrics.coverage(ones, answered)[0] == 0.75
    assert metrics.error_when_answering(ones, truth, probability, answered)[0] == pytest.approx(1 / 3)


def test_undefined_is_nan():
    ones, one_label = np.ones((1, 3)), np.ones(3, bool)
    assert np.isnan(metrics.auc(ones, one_label, np.arange(3.0))[0])
    assert np.isnan(metrics.eer(ones, one_label, np.arange(3.0))[0]) and np.isnan(metrics.eer(ones, ~one_label, np.arange(3.0))[0])
    assert np.isnan(metrics.balanced_accuracy(ones, one_label, np.ones(3))[0])
    assert np.isnan(metrics.error_when_answering(ones, one_label, np.ones(3), ~one_label)[0])


def test_at_the_equal_error_threshold_both_errors_are_alike():
    rng = np.random.default_rng(5)
    truth = rng.random(2000) < 0.3
    score = rng.normal(truth, 0.8)
    threshold = metrics.eer_threshold(truth, score)
    missed, called = (score[truth] < threshold).mean(), (score[~truth] >= threshold).mean()
    assert missed == pytest.approx(called, abs=0.005)
    assert missed == pytest.approx(metrics.eer(np.ones((1, 2000)), truth, score)[0], abs=0.005)


def test_a_perfect_score_has_a_threshold_between_the_labels_and_one_label_none():
    truth, score = np.array([False, False, True, True]), np.array([0.1, 0.2, 0.7, 0.9])
    assert metrics.eer_threshold(truth, score) == pytest.approx(0.45)
    assert np.isnan(metrics.eer_threshold(np.ones(4, bool), score))


def test_found_at_is_the_curve_of_scikit_learn():
    rng = np.random.default_rng(6)
    truth = rng.random(300) < 0.5
    score = np.round(rng.normal(truth, 1.0), 1)  # with ties
    false, true, _ = roc_curve(truth, score, drop_intermediate=False)
    at = np.linspace(0.05, 1, 20)
    assert metrics.found_at(np.ones((1, 300)), truth, score, at)[0] == pytest.approx(np.interp(at, false, true), abs=1e-9)
