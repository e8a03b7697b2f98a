from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.errors import VersionAltered
from app.learning.labelled_set import QUARTER, ROWS, LabelledSet


def with_quarters(made):
    quarters = np.random.default_rng(0).normal(size=(len(made), 4, made.features.shape[1])).astype(np.float32)
    quarters[3, 2:] = np.nan
    return replace(made, quarters=quarters, quartered=np.arange(len(made)))


def test_what_is_left_out_has_plain_defaults():
    made = LabelledSet.of(["a", "b"], [[1, 2], [3, 4]], ["x", "y"], ["s", "s"])
    assert made.group.tolist() == ["s/a", "s/b"]  # an empty group is its own
    assert made.weight.tolist() == [1, 1]
    assert not made.low_resolution.any()
    assert made.features.dtype == np.float32


def test_a_group_belongs_to_its_source():
    made = LabelledSet.of(["a", "b", "c"], np.zeros((3, 1)), ["x"] * 3, ["s", "t", "t"], ["g", "g", "t/g"])
    assert made.group.tolist() == ["s/g", "t/g", "t/g"]


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="labels"):
        LabelledSet.of(["a", "b"], np.zeros((2, 1)), ["x"], ["s", "s"])


def test_an_empty_set_is_a_set():
    made = LabelledSet.of([], np.zeros((0, 3)), [], [])
    assert len(made) == 0
    assert made.features.shape == (0, 3)


def test_it_comes_back_from_its_file(made, tmp_path):
    made.save(tmp_path / "set.npz")
    again = LabelledSet.load(tmp_path / "set.npz")
    assert all(np.array_equal(getattr(made, name), getattr(again, name)) for name in (*ROWS, "family"))
    assert again.hash() == made.hash()


def test_the_hash_knows_every_value_and_no_order(made):
    turned = made.take(np.arange(len(made))[::-1])
    assert turned.hash() == made.hash()
    made = with_quarters(made)
    for name in (*ROWS, "quarters"):
        changed = made.take(np.arange(len(made)))
        values = getattr(changed, name)
        values[0] = values[0] + 1 if values.dtype.kind == "f" else (not values[0]) if values.dtype.kind == "b" else "z"
        assert changed.hash() != made.hash(), name


def test_joined_sets_follow_each_other(made):
    first, second = made.take(np.arange(5)), made.take(np.arange(5, 12))
    assert first.joined(second).hash() == made.take(np.arange(12)).hash()
    assert first.joined(second).family.tolist() == made.family.tolist()


def test_a_pickle_in_the_file_is_refused(tmp_path):
    np.savez(tmp_path / "set.npz", ids=np.array([{"a": 1}], dtype=object))
    with pytest.raises(VersionAltered):
        LabelledSet.load(tmp_path / "set.npz")


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 not a zip", b"\x93NUMPY\x01\x00"])
def test_what_is_no_set_is_refused(content, tmp_path):
    path = tmp_path / "set.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VersionAltered, match="set.npz"):
        LabelledSet.load(path)


def test_quarters_are_rows_of_their_photograph_that_weigh_less(made):
    rows, owner = with_quarters(made).with_quarters()
    assert len(rows) == len(owner) == len(made) * 5 - 2
    assert np.array_equal(rows.features[:len(made)], made.features) and np.array_equal(rows.labels, made.labels[owner])
    assert np.array_equal(rows.group, made.group[owner]) and np.isfinite(rows.features).all()
    partly = with_quarters(made)
    partly.quarters[0, 0, 1] = np.nan
    assert np.isclose(partly.with_quarters()[0].features[len(made), 1], made.features[:, 1].mean())
    assert np.isclose(rows.weight.sum(), made.weight.sum() + QUARTER * (4 * len(made) - 2))


def test_quarters_are_kept_taken_and_joined_with_sets_that_have_none(made, tmp_path):
    full = with_quarters(made)
    full.save(tmp_path / "set.npz")
    assert LabelledSet.load(tmp_path / "set.npz").hash() == full.hash() != made.hash()
    both = full.take(np.arange(10)).joined(made.take(np.arange(10, 20)))
    assert np.array_equal(both.quarters, full.quarters[:10], equal_nan=True) and both.quartered.tolist() == list(range(10))
    assert len(both.with_quarters()[0]) == 20 + 40 - 2
    turned = made.take(np.arange(10, 20)).joined(full.take(np.arange(10)))
    assert np.array_equal(turned.take(np.array([12, 1, 11])).quarters, full.quarters[[2, 1]], equal_nan=True)
    assert turned.hash() == both.hash()  # as a whole, the same rows


def test_a_photograph_without_quarters_counts_as_one_whose_quarters_were_not_measured(made):
    missing = np.full((len(made), 4, made.features.shape[1]), np.nan, np.float32)
    full = with_quarters(made)
    missing[:10] = full.quarters[:10]
    spelled_out = replace(made, quarters=missing, quartered=np.arange(len(made)))
    assert full.take(np.arange(10)).joined(made.take(np.arange(10, len(made)))).hash() == spelled_out.hash()


def test_quarters_of_other_columns_are_not_fitted_on(made):
    wider = replace(with_quarters(made), features=np.hstack([made.features, made.features]))
    assert wider.with_quarters()[0] is wider


def test_a_set_that_was_stored_before_there_were_quarters_is_read(made, tmp_path):
    made.save(tmp_path / "new.npz")
    with np.load(tmp_path / "new.npz") as stored:
        np.savez(tmp_path / "old.npz", **{name: stored[name] for name in stored if name not in ("quarters", "quartered")})
    assert LabelledSet.load(tmp_path / "old.npz").hash() == made.hash()
