from __future__ import annotations

import numpy as np
import pytest

from app.learning.splits import MOST_FOLDS, grouped_folds, leave_one_source_out
from tests.learning.makers import labelled, truth_of


@pytest.mark.parametrize("splits_of", [leave_one_source_out, grouped_folds])
def test_every_photograph_is_tested_once_and_no_group_is_cut(splits_of, made):
    splits = splits_of(truth_of(made), made.source, made.group)
    assert sorted(np.concatenate([split.test for split in splits])) == list(range(len(made)))
    for split in splits:
        assert not set(made.group[split.train]) & set(made.group[split.test])


def test_a_source_is_held_out_whole(made):
    splits = leave_one_source_out(truth_of(made), made.source, made.group)
    assert [split.held_out for split in splits] == sorted(set(made.source))
    for split in splits:
        assert set(made.source[split.test]) == {split.held_out}
        assert split.held_out not in made.source[split.train]


def test_a_group_in_two_sources_is_fitted_on_nowhere():
    truth = np.array([True, False] * 4)
    source = np.array(["a"] * 4 + ["b"] * 4)
    group = np.array(["shared", "a1", "a2", "a3", "shared", "b1", "b2", "b3"])
    for split in leave_one_source_out(truth, source, group):
        assert "shared" not in group[split.train]


def test_many_sources_are_held_out_together():
    made = labelled(per_source=4, sources=60)
    splits = leave_one_source_out(truth_of(made), made.source, made.group)
    assert len(splits) == MOST_FOLDS
    assert max(len(split.test) for split in splits) <= 2 * min(len(split.test) for split in splits)
    assert all(not set(made.source[split.train]) & set(made.source[split.test]) for split in splits)


def test_one_source_cannot_be_left_out():
    made = labelled(sources=1)
    assert leave_one_source_out(truth_of(made), made.source, made.group) == []


def test_sources_of_one_label_each_cannot_be_left_out():
    truth = np.array([True, True, False, False])
    source = np.array(["film", "film", "digital", "digital"])
    assert leave_one_source_out(truth, source, np.array(list("abcd"))) == []


def test_folds_spread_every_source_and_repeat_for_a_seed(made):
    first, again, other = (grouped_folds(truth_of(made), made.source, made.group, seed=seed) for seed in (1, 1, 2))
    assert all(np.array_equal(a.test, b.test) for a, b in zip(first, again, strict=True))
    assert any(not np.array_equal(a.test, b.test) for a, b in zip(first, other, strict=True))
    for split in first:
        assert set(made.source[split.test]) == set(made.source)


def test_fewer_groups_than_folds_give_fewer_folds():
    truth = np.array([True, False, True, False])
    splits = grouped_folds(truth, np.array(["s"] * 4), np.array(["a", "a", "b", "b"]), folds=5)
    assert len(splits) == 2
