from __future__ import annotations

import numpy as np

from app.learning.out_of_fold import fit_candidate
from app.learning.stacked_families import voices_of
from tests.learning.makers import labelled, truth_of


def test_a_family_that_turns_from_source_to_source_is_not_heard():
    made = labelled(shortcut=6.0)
    made.features[:, [0, 1, 2, 4, 5, 6, 7]] = np.random.default_rng(3).normal(size=(len(made), 7))
    parts, _ = fit_candidate(made, truth_of(made), "stacked").contributions(made.features)
    misleading, true = np.abs(parts[:, :8].sum(axis=1)).mean(), np.abs(parts[:, 8:].sum(axis=1)).mean()
    assert misleading < 0.2 * true


def test_voices_are_never_negative_and_the_better_family_is_louder():
    rng = np.random.default_rng(0)
    target = np.where(np.arange(400) % 2, 1.0, -1.0)
    good, weak, inverted = target + rng.normal(size=400), 0.2 * target + rng.normal(size=400), -target + rng.normal(size=400)
    voices = voices_of(np.column_stack([good, weak, inverted]), target, np.ones(400))
    assert voices[0] > 1.5 * voices[1] > 0 and 0 <= voices[2] < 0.3 * voices[0]


def test_without_any_other_source_all_are_heard_alike(made):
    alone = made.take(made.source == "source-0")
    assert np.array_equal(voices_of(np.zeros((len(alone), 2)), np.ones(len(alone)), np.ones(len(alone))), [1, 1])
    assert np.isfinite(fit_candidate(alone, truth_of(alone), "stacked").decision(alone.features)).all()
