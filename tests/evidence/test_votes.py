"""Votes hand each part's features to the judge and are drawn where the part lies."""

from __future__ import annotations

import numpy as np

from app.evidence.votes import AGAINST, CLAIM, VOTING, vote, votes_of
from app.features.families import FAMILIES
from app.photos.planes import Planes
from tests.features.pictures import blurred, scene

DETAIL = FAMILIES["sharpness"].names.index("s1024_detail")


class SharpnessJudge:
    """Calls soft parts recaptured; keeps what it was handed."""

    families = frozenset({"sharpness", "noise", "peaks"})

    def __call__(self, parts):
        self.parts = parts
        detail = parts["sharpness"][:, DETAIL]
        return 3 * (detail.mean() - detail)


def half_blurred() -> Planes:
    picture = scene(1)
    picture[:, 512:] = blurred(picture, 3)[:, 512:]
    return Planes(picture)


def test_each_half_votes_by_its_own_sharpness():
    votes = votes_of(half_blurred(), SharpnessJudge())
    assert votes[:, -2:].min() > 0 > votes[:, :2].max()


def test_only_families_that_parts_have_and_the_judge_reads_are_measured():
    judge = SharpnessJudge()
    votes = votes_of(Planes(scene(2)), judge)
    assert set(judge.parts) == {"sharpness", "noise"} <= set(VOTING)
    for family, rows in judge.parts.items():
        assert rows.shape == (votes.size, len(FAMILIES[family].names))
        compares = np.array([name.startswith("spread_") for name in FAMILIES[family].names])
        assert np.isnan(rows[:, compares]).all() and np.isfinite(rows[:, ~compares]).all()


def test_a_photograph_of_one_kind_throughout_has_parts_like_the_whole():
    picture = scene(3, 512, 512)
    judge = SharpnessJudge()
    votes_of(Planes(picture), judge)
    whole = FAMILIES["sharpness"].extract(Planes(picture))
    assert np.abs(judge.parts["sharpness"][:, DETAIL].mean() - whole[DETAIL]) < 0.5


def test_marks_have_two_shapes_and_the_photograph_s_proportions():
    picture = vote(half_blurred(), SharpnessJudge())
    height, width = picture.shape[:2]
    assert abs(width / height - 1024 / 768) < 0.01
    left, right = picture[:, :width // 3], picture[:, 2 * width // 3:]
    assert (left == CLAIM).all(axis=2).any() and not (left == AGAINST).all(axis=2).any()
    assert (right == AGAINST).all(axis=2).any() and not (right == CLAIM).all(axis=2).any()
    assert (picture[..., 3] == 0).mean() > 0.6  # most of the photograph stays visible


def test_a_photograph_as_small_as_a_part_has_one_vote():
    assert votes_of(Planes(scene(0, 130, 150)), SharpnessJudge()).shape == (1, 1)
