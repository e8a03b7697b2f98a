from __future__ import annotations

import numpy as np
import pytest

from app.features.srm import FAMILY, NAMES
from tests.features.pictures import blurred, measured, planes, scene


def test_every_triple_is_counted_once():
    assert len(set(NAMES)) == 39
    assert np.square(FAMILY.extract(planes(scene()))).sum() == pytest.approx(1, abs=1e-5)


def test_blur_leaves_fewer_steps():
    still = [measured(FAMILY, picture)["triple_0_0_0"] for picture in (scene(), blurred(scene(), 1), blurred(scene(), 2))]
    assert still[0] < still[1] < still[2]


TURNED = {"mirrored": lambda one: one[:, ::-1], "transposed": lambda one: one.transpose(1, 0, 2), "negative": lambda one: 255 - one}


@pytest.mark.parametrize("turned", TURNED.values(), ids=TURNED)
def test_mirror_images_transposes_and_negatives_count_alike(turned):
    grey = scene(2)[..., :1].repeat(3, axis=2)
    plain, other = FAMILY.extract(planes(grey)), FAMILY.extract(planes(np.ascontiguousarray(turned(grey))))
    assert np.allclose(plain, other, atol=1e-3)


def test_a_chessboard_steps_to_and_fro_only():
    board = np.indices((400, 400)).sum(axis=0) % 2 * 200
    found = measured(FAMILY, board[..., None].repeat(3, axis=2).astype(np.uint8))
    assert found["triple_p2_m2_p2"] == pytest.approx(1)
