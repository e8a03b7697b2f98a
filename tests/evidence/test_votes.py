"""Votes hand each part's grain to the judge and are drawn where the part lies."""

from __future__ import annotations

import numpy as np

from app.evidence.votes import AGAINST, CLAIM, FAMILY, vote, votes_of
from app.features.families import FAMILIES
from app.photos.planes import Planes
from tests.features.pictures import blurred, scene

GRAINLESS = FAMILIES[FAMILY].names.index("differing1_0")


def grain_judge(family: str, rows: np.ndarray) -> np.ndarray:
    """Calls parts with little grain recaptured."""
    assert family == FAMILY and rows.shape[1] == len(FAMILIES[FAMILY].names)
    return 20 * (rows[:, GRAINLESS] - 0.5)


def half_blurred() -> Planes:
    picture = scene(1)
    picture[:, 512:] = blurred(picture, 3)[:, 512:]
    return Planes(picture)


def test_each_half_votes_by_its_own_grain():
    votes = votes_of(half_blurred(), grain_judge)
    middle = votes.shape[1] // 2
    assert votes[:, middle + 1:].min() > 0 > votes[:, :middle - 1].max()


def test_marks_have_two_shapes_and_the_photograph_s_proportions():
    picture = vote(half_blurred(), grain_judge)
    height, width = picture.shape[:2]
    assert abs(width / height - 1024 / 768) < 0.01
    left, right = picture[:, :width // 3], picture[:, 2 * width // 3:]
    assert (left == CLAIM).all(axis=2).any() and not (left == AGAINST).all(axis=2).any()
    assert (right == AGAINST).all(axis=2).any() and not (right == CLAIM).all(axis=2).any()
    assert (picture[..., 3] == 0).mean() > 0.6  # most of the photograph stays visible


def test_a_photograph_as_large_as_a_part_has_one_vote():
    assert votes_of(Planes(scene(0, 130, 150)), grain_judge).shape == (1, 1)
